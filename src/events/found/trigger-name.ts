import { parseArn } from '../../aws/arn.ts';
import { usage } from '../../failure.ts';
import type { Argument } from '../../verb/flags.ts';
import type { Engine } from './trigger.ts';

/** A rule or a schedule as it was typed. */
export interface TriggerName {
  readonly name: string;
  /** The bus or the group, where it was named. */
  readonly home?: string;
  /** Where an ARN said it. */
  readonly engine?: Engine;
}

/** Of all verbs that are about what is there. */
export const triggerArgument = {
  help: 'its name; BUS/NAME, GROUP/NAME or an ARN for one that ecsctl has not made',
} as const satisfies Argument;

const part = /^[.\-_A-Za-z0-9]{1,64}$/;
const form = 'write the name of a rule or schedule, such as ecsctl events ls lists them, or its ARN';

/** @throws a usage failure for what names neither a rule nor a schedule. */
export function parseTriggerName(text: string): TriggerName {
  const arn = parseArn(text);
  if (arn) return ofArn(text, arn.service, arn.resource);
  const at = text.lastIndexOf('/');
  const name = text.slice(at + 1);
  if (!part.test(name)) throw wrong(text);
  if (at < 0) return { name };
  const home = text.slice(0, at);
  if (!isHome(home)) throw wrong(text);
  return { name, home };
}

function ofArn(text: string, service: string, resource: string): TriggerName {
  const [kind, ...rest] = resource.split('/');
  const name = rest.at(-1) ?? '';
  if (service === 'events' && kind === 'rule' && rest.length > 0) {
    return { engine: 'rule', name, home: rest.slice(0, -1).join('/') || 'default' };
  }
  if (service === 'scheduler' && kind === 'schedule' && rest.length === 2) {
    return { engine: 'schedule', name, home: rest[0] ?? '' };
  }
  throw wrong(text);
}

/** Buses of partners have slashes: `aws.partner/acme.com/1`. */
function isHome(text: string): boolean {
  return text.length <= 256 && /^[.\-_A-Za-z0-9]+(?:\/[.\-_A-Za-z0-9]+)*$/.test(text);
}

function wrong(text: string) {
  return usage(`"${text.slice(0, 80)}" is no name of a rule or schedule`, form);
}

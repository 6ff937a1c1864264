import { nameOf } from '../../../aws/arn.ts';
import { bucketsOf, kindOf } from '../../found/kind.ts';
import { clusterOf, definitionOf } from '../../found/target-words.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import { isMembers } from '../../members.ts';
import { patternFields, readPattern } from '../../pattern/fields.ts';

/** The command that makes ecsctl's own again as it should be, what it has lost of its role and queue included. */
export function makeAgain(trigger: Trigger, target: TriggerTarget | undefined, ...more: string[]): string {
  const { name } = trigger;
  const verb = trigger.madeBy ?? kindOf(trigger);
  const run =
    target === undefined ? '' : ` -c ${clusterOf(target)} --task-definition ${definitionOf(target)}`;
  const own: Readonly<Record<string, () => string>> = {
    'on-upload': () => `${uploadFlags(trigger)}${run}`,
    schedule: () => `${scheduleFlags(trigger)}${run}`,
    'on-stop': () => (target === undefined ? ' --notify WHO' : ` --notify ${notified(target)}`),
  };
  return [`ecsctl events ${verb} ${name}${own[verb]?.() ?? ''}`, ...more].join(' ');
}

function uploadFlags(trigger: Trigger): string {
  const key = patternFields(readPattern(trigger.pattern) ?? {}).find(
    ({ path }) => path.join('.') === 'detail.object.key',
  );
  const [first] = key?.values ?? [];
  const flags = ['prefix', 'suffix'].flatMap((flag) => {
    const value = isMembers(first) ? first[flag] : undefined;
    return typeof value === 'string' ? ` --${flag} '${value}'` : [];
  });
  const plain = isMembers(first) && 'anything-but' in first ? ' --plain-keys' : '';
  return ` --bucket ${bucketsOf(trigger)[0]}${flags.join('')}${plain}`;
}

function scheduleFlags({ schedule, engine }: Trigger): string {
  const { expression = '', timezone } = schedule ?? {};
  const [, kind = 'cron', inner = ''] = /^(\w+)\((.*)\)$/.exec(expression) ?? [];
  const zone = timezone === undefined || kind === 'rate' ? '' : ` --timezone ${timezone}`;
  return ` --${kind} '${inner}'${zone}${engine === 'rule' ? ' --engine rule' : ''}`;
}

/** `sns:alarms`. */
function notified({ arn }: TriggerTarget): string {
  const service = arn.split(':')[2] ?? '';
  const plain = arn.replace(/:\*$/, '');
  return service === 'logs'
    ? `logs:${plain.replace(/^.*:log-group:/, '')}`
    : `${service}:${nameOf(plain).split(':').at(-1)}`;
}

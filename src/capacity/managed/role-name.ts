import { nameOf, parseArn } from '../../aws/arn.ts';
import { usage } from '../../failure.ts';

/** A role or an instance profile as it was named. */
export interface NamedRole {
  readonly name: string;
  /** Where it was named by its ARN. */
  readonly arn?: string;
}

/**
 * A role, by its name or its ARN.
 * @throws a usage failure.
 */
export function readRoleName(text: string): NamedRole {
  return named(text, 'role', '--infrastructure-role');
}

/**
 * An instance profile, by its name or its ARN.
 * @throws a usage failure.
 */
export function readProfileName(text: string): NamedRole {
  return named(text, 'instance-profile', '--instance-profile');
}

function named(text: string, kind: 'role' | 'instance-profile', flag: string): NamedRole {
  const arn = parseArn(text);
  const isOfKind = arn?.service === 'iam' && arn.resource.startsWith(`${kind}/`);
  const name = isOfKind ? nameOf(text) : text;
  if (/^[\w+=,.@-]{1,128}$/.test(name)) return isOfKind ? { name, arn: text } : { name };
  const what = kind === 'role' ? 'a role' : 'an instance profile';
  throw usage(`${flag}: "${text}" is no name of ${what}`, `write its name, or arn:…:iam::…:${kind}/NAME`);
}

import { AwsError } from '../../service.ts';

/** The error that Application Auto Scaling answers to nearly everything that is wrong with a request. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** The error for a member that is out of the API's model, in the form that all of AWS uses for it. */
export function outOfModel(member: string, value: unknown, constraint: string): AwsError {
  const shown = JSON.stringify(value ?? null).replaceAll('"', "'");
  return invalid(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** The value, once it is known to be a whole number of `least` or more. */
export function atLeast(member: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw outOfModel(member, value, `Member must have value greater than or equal to ${least}`);
}

export function oneOf<Value extends string>(member: string, value: string, known: readonly Value[]): Value {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw outOfModel(member, value, `Member must satisfy enum value set: [${known.join(', ')}]`);
}

/** The text, once it has 1 to `most` characters. */
export function shortText(member: string, value: string | undefined, most: number): string {
  if (value !== undefined && value.length >= 1 && value.length <= most) return value;
  const bound = value ? `less than or equal to ${most}` : 'greater than or equal to 1';
  throw outOfModel(member, value, `Member must have length ${bound}`);
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidNextTokenException', 'The specified next token is invalid.');
}

import { isMembers, type Members, membersIn } from '../members.ts';

/** The pattern as an object; undefined for a text that is none. */
export function readPattern(text: string | undefined): Members | undefined {
  return text === undefined ? undefined : membersIn(text);
}

/** A field of a pattern, `detail.bucket.name`, and the values of which one has to be there. */
export interface PatternField {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

/** The fields of a pattern in its own order. What stands below `$or` is one field, since its branches are alternatives. */
export function patternFields(pattern: Members, above: readonly string[] = []): PatternField[] {
  return Object.entries(pattern).flatMap(([name, value]): PatternField[] => {
    const path = [...above, name];
    if (Array.isArray(value)) return [{ path, values: value }];
    return isMembers(value) ? patternFields(value, path) : [];
  });
}

/** The values of which a field of the pattern has to have one; none where it is not named. */
export function fieldValues(pattern: Members | undefined, ...path: readonly string[]): unknown[] {
  const value = path.reduce<unknown>((at, name) => (isMembers(at) ? at[name] : undefined), pattern);
  return Array.isArray(value) ? value : [];
}

/** The plain texts that a field of the pattern may have; none where it is not named, or by other means only. */
export function literals(pattern: Members | undefined, ...path: readonly string[]): string[] {
  return fieldValues(pattern, ...path).filter((one) => typeof one === 'string');
}

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

/** The plain texts that a field of the pattern may have; none where it is not named, or by other means only. */
export function literals(pattern: Members | undefined, ...path: readonly string[]): string[] {
  const value = path.reduce<unknown>((at, name) => (isMembers(at) ? at[name] : undefined), pattern);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** `detail.object.key starts with "in/"`, as far as the pattern's means have words. */
export function fieldWords({ path, values }: PatternField): string {
  return `${path.join('.')} ${values.map(valueWords).join(' or ')}`;
}

function valueWords(value: unknown): string {
  if (!isMembers(value)) return `is ${JSON.stringify(value)}`;
  const [[means, of] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0) return `matches ${JSON.stringify(value)}`;
  switch (means) {
    case 'prefix':
      return typeof of === 'string' ? `starts with "${of}"` : `matches ${JSON.stringify(value)}`;
    case 'suffix':
      return typeof of === 'string' ? `ends with "${of}"` : `matches ${JSON.stringify(value)}`;
    case 'wildcard':
      return `is like ${JSON.stringify(of)}`;
    case 'exists':
      return of === false ? 'is absent' : 'is there';
    case 'anything-but':
      return `is anything but ${JSON.stringify(of)}`;
    default:
      return `matches ${JSON.stringify(value)}`;
  }
}

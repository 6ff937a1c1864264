/** A value of nothing but texts, numbers, lists and members in the order of their names. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * A world's value as one that can be compared and printed: maps by key, sets sorted, times as texts, bytes as their
 * number. What leads back to where it is being looked at from is left out, as are the members of these names.
 */
export function plainOf(value: unknown, without: readonly string[] = []): Plain {
  return plain(value, new Set(without), []);
}

function plain(value: unknown, without: ReadonlySet<string>, above: readonly unknown[]): Plain {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object') return value as Plain;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const within = [...above, value];
  const go = (one: unknown) => plain(one, without, within);
  if (Array.isArray(value)) return value.filter((one) => !within.includes(one)).map(go);
  if (value instanceof Set) return [...value].map(go).sort();
  const members = value instanceof Map ? [...value] : Object.entries(value);
  const kept = members.filter(([name, one]) => {
    return !without.has(String(name)) && one !== undefined && !within.includes(one);
  });
  return Object.fromEntries(
    kept
      .map(([name, one]): [string, Plain] => [String(name), go(one)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

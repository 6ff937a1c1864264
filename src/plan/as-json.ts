import type { Json } from './plan.ts';

/**
 * A value of the SDK as JSON, the members of objects by their names and without those that are absent, so that equal
 * values read equal.
 */
export function asJson(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => asJson(one) ?? null);
  if (typeof value === 'object') return sorted(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

function sorted(value: object): Json {
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, member]) => {
      const json = asJson(member);
      return json === undefined ? [] : [[name, json] as const];
    });
  return Object.fromEntries(members);
}

import type { Change, Json } from '../plan/plan.ts';

/** Members of a call's input, written as a reader should see them; absent ones are undefined. */
export type Fields = Readonly<Record<string, Json | undefined>>;

/** The fields that differ, in the order of `to`; a field that is in neither is none. */
export function changesOf(from: Fields, to: Fields): Change[] {
  const names = new Set([...Object.keys(to), ...Object.keys(from)]);
  return [...names]
    .filter((field) => !same(from[field], to[field]))
    .map((field) => ({
      field,
      ...(from[field] !== undefined && { from: from[field] }),
      ...(to[field] !== undefined && { to: to[field] }),
    }));
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** `EvaluationPeriods` as `evaluation periods`: AWS's own term, as it is said. */
export function spoken(member: string): string {
  return member.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').toLowerCase();
}

/** A value of the SDK as JSON with the members of objects in a fixed order, so that equal values read equal. */
export function asJson(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => asJson(one) ?? null);
  if (typeof value === 'object') return sortedObject(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

function sortedObject(value: object): Json {
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, member]) => {
      const json = asJson(member);
      return json === undefined ? [] : [[name, json] as const];
    });
  return Object.fromEntries(members);
}

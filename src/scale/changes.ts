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

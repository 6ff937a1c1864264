import { asJson } from '../plan/as-json.ts';
import type { Change } from '../plan/plan.ts';

/** What a reader is to see of a thing, by the words for it; what there is not is undefined. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields that differ, in the order of `to`. */
export function changedFields(from: Fields, to: Fields): Change[] {
  return [...new Set([...Object.keys(to), ...Object.keys(from)])]
    .filter((field) => !isSame(from[field], to[field]))
    .map((field) => {
      const [before, after] = [asJson(from[field]), asJson(to[field])];
      return {
        field,
        ...(before !== undefined && { from: before }),
        ...(after !== undefined && { to: after }),
      };
    });
}

/** Whether two values say the same as JSON; the order of members says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(asJson(one)) === JSON.stringify(asJson(other));
}

/** Whether two texts are the same JSON; texts that are none are compared as they are. */
export function isSameJson(one: string | undefined, other: string | undefined): boolean {
  return one === other || isSame(parsed(one), parsed(other));
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

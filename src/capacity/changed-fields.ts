import type { Change, Json } from '../plan/plan.ts';

/** What a reader is to see of a setting, by the words for it; what there is not is undefined. */
export type Fields = Readonly<Record<string, Json | undefined>>;

/** The fields of `to` that are not as in `from`. */
export function changedFields(from: Fields, to: Fields): Change[] {
  return Object.keys(to)
    .filter((field) => from[field] !== to[field])
    .map((field) => ({
      field,
      ...(from[field] !== undefined && { from: from[field] }),
      ...(to[field] !== undefined && { to: to[field] }),
    }));
}

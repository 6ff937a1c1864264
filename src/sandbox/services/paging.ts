import type { AwsError } from '../service.ts';

/** One page of a list, and the token of the page after it where there is one. */
export interface Page<Item> {
  items: Item[];
  nextToken: string | undefined;
}

/**
 * The page of `items` that `token` names, the first where there is none, with `size` items at most.
 * Throws `invalidToken`, the service's own error, for a token that no answer has given out.
 */
export function page<Item>(
  items: readonly Item[],
  token: string | undefined,
  size: number,
  invalidToken: AwsError,
): Page<Item> {
  const start = token === undefined ? 0 : offsetOf(token, items.length, invalidToken);
  const end = start + size;
  const nextToken = end < items.length ? Buffer.from(`from ${end}`).toString('base64url') : undefined;
  return { items: items.slice(start, end), nextToken };
}

function offsetOf(token: string, length: number, invalidToken: AwsError): number {
  const offset = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  // A list may have grown shorter since the token was given out; beyond its end there is simply nothing left.
  if (offset === undefined) throw invalidToken;
  return Math.min(Number(offset), length);
}

/**
 * The page size asked for, `otherwise` where none is; throws `outOfRange` unless it is a whole number of 1
 * to `most`.
 */
export function pageSize(
  asked: number | undefined,
  { otherwise, most }: { otherwise: number; most: number },
  outOfRange: AwsError,
): number {
  if (asked === undefined) return otherwise;
  if (!Number.isInteger(asked) || asked < 1 || asked > most) throw outOfRange;
  return asked;
}

import { createHash } from 'node:crypto';

/** Characters that policies, alarms and schedules all take, and that no shell minds. */
const plain = /[^A-Za-z0-9._-]+/g;

/** `text` itself when it fits in `length` characters, otherwise its start and a fingerprint of the whole. */
export function fittingName(text: string, length: number): string {
  if (text.length <= length && !/\p{C}/u.test(text)) return text;
  const mark = fingerprint(text);
  return `${text.replace(/\p{C}/gu, '-').slice(0, length - mark.length - 1)}-${mark}`;
}

/**
 * A readable name that no other text gets: unusual characters become dashes, and `identity`, which is what must
 * differ, is kept as a fingerprint at the end.
 */
export function slug(text: string, identity: string): string {
  return `${text.replace(plain, '-').replace(/^-+|-+$/g, '')}-${fingerprint(identity)}`;
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

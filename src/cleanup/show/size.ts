import type { Held } from '../thing.ts';

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** `12 objects, 3.4 MB`. */
export function sizeOf({ what, bytes }: Held): string {
  return bytes === undefined ? what : `${what}, ${bytesInWords(bytes)}`;
}

/** Bytes in the largest unit of which there is at least one; a thousand of one make the next. */
function bytesInWords(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const count = bytes / 1000 ** step;
  return `${step > 0 && count < 10 ? count.toFixed(1) : Math.round(count)} ${units[step]}`;
}

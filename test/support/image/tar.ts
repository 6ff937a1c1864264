import { tarEnd, tarEntry } from '../../../src/sandbox/tour/image/tar-entry.ts';

/** A file, or with `link` a symbolic one, of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly link?: string;
  readonly hardLink?: string;
}

export interface TarOptions {
  /** How names that are too long are written. */
  readonly longNames?: 'pax' | 'gnu';
  /** Without the two blocks of zeros at the end. */
  readonly isOpen?: boolean;
}

/** A tar archive of these files. */
export function tar(
  files: readonly TarFile[],
  { longNames = 'pax', isOpen = false }: TarOptions = {},
): Buffer {
  const entries = files.flatMap((file) => entryOf(file, longNames));
  return Buffer.concat([...entries, ...(isOpen ? [] : [tarEnd])]);
}

function entryOf(
  { name, bytes = Buffer.alloc(0), link, hardLink }: TarFile,
  longNames: 'pax' | 'gnu',
): Buffer[] {
  const type = link !== undefined ? '2' : hardLink !== undefined ? '1' : '0';
  const target = link ?? hardLink ?? '';
  const own = tarEntry({ name: name.slice(0, 100), bytes, type, link: target.slice(0, 100) });
  if (name.length <= 100) return own;
  if (longNames === 'gnu') {
    return [...tarEntry({ name: '././@LongLink', bytes: Buffer.from(`${name}\0`), type: 'L' }), ...own];
  }
  return [...tarEntry({ name: 'PaxHeaders/long', bytes: paxRecord('path', name), type: 'x' }), ...own];
}

function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return Buffer.from(`${length}${rest}`);
}

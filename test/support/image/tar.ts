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
  return Buffer.concat([...entries, ...(isOpen ? [] : [Buffer.alloc(1024)])]);
}

function entryOf(
  { name, bytes = Buffer.alloc(0), link, hardLink }: TarFile,
  longNames: 'pax' | 'gnu',
): Buffer[] {
  const type = link !== undefined ? '2' : hardLink !== undefined ? '1' : '0';
  const target = link ?? hardLink ?? '';
  const own = [header(name.slice(0, 100), type, bytes.length, target.slice(0, 100)), padded(bytes)];
  if (name.length <= 100) return own;
  if (longNames === 'gnu') {
    const long = Buffer.from(`${name}\0`);
    return [header('././@LongLink', 'L', long.length, ''), padded(long), ...own];
  }
  const record = paxRecord('path', name);
  return [header('PaxHeaders/long', 'x', record.length, ''), padded(record), ...own];
}

function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return Buffer.from(`${length}${rest}`);
}

function header(name: string, type: string, size: number, link: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link, 157);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

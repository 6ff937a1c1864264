/** One entry's header, in the forms of ustar, GNU tar and pax. */
export interface TarHeader {
  readonly name: string;
  /** `0` a file, `1` a hard link, `2` a symbolic link, `5` a folder, `x` `g` `L` `K` words about the next entry. */
  readonly type: string;
  /** Bytes of what follows. */
  readonly size: number;
  readonly linkName: string;
}

export const blockSize = 512;

const checksumAt = 148;
const checksumLength = 8;

/** Reads a header block; undefined where its checksum is not that of its bytes, so that it is none. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (octal(block, checksumAt, checksumLength) !== checksumOf(block)) return undefined;
  const isUstar = block.toString('latin1', 257, 262) === 'ustar';
  // GNU's own form has times where ustar has the beginning of a long name.
  const prefix = isUstar && block[263] === 0x30 ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix ? `${prefix}/${name}` : name,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    size: sizeOf(block),
    linkName: text(block, 157, 100),
  };
}

/** The block that ends an archive. */
export function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** The records of a pax header: `27 path=some/long/name\n`, each led by its own length in bytes. */
export function readPax(bytes: Buffer): Readonly<Record<string, string>> {
  const records: Record<string, string> = {};
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    const length = Number(bytes.toString('latin1', start, space));
    if (space < 0 || !(length > 0)) break;
    const [, key, value] = /^([^=]+)=(.*)\n$/s.exec(bytes.toString('utf8', space + 1, start + length)) ?? [];
    if (key !== undefined && value !== undefined) records[key] = value;
    start += length;
  }
  return records;
}

/** Everything up to the first zero. */
export function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal digits; of what is larger than eleven of them can say, a number of base 256 with the first bit set. */
function sizeOf(block: Buffer): number {
  const [first = 0] = block.subarray(124);
  if ((first & 0x80) === 0) return octal(block, 124, 12);
  return block.subarray(125, 136).reduce((number, byte) => number * 256 + byte, first & 0x7f);
}

function octal(block: Buffer, start: number, length: number): number {
  const digits = text(block, start, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : Number.NaN;
}

/** The sum of all bytes, with blanks where the sum itself stands. */
function checksumOf(block: Buffer): number {
  let sum = checksumLength * 0x20;
  for (const [index, byte] of block.entries()) {
    if (index < checksumAt || index >= checksumAt + checksumLength) sum += byte;
  }
  return sum;
}

import zlib from 'node:zlib';

/** The checksum of gzip over `bytes`, going on from that of what came before. */
export function crc32(bytes: Buffer, before: number): number {
  return zlib.crc32 ? zlib.crc32(bytes, before) : byTable(bytes, before);
}

let table: Int32Array | undefined;

/** Node has it since 20.15. https://www.rfc-editor.org/rfc/rfc1952#section-8 */
export function byTable(bytes: Buffer, before: number): number {
  table ??= makeTable();
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

function makeTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, index) => {
    let crc = index;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
}

/** What a tar archive has of a file: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
export interface TarEntry {
  /** A hundred bytes at most. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** An ordinary file where nothing is said. */
  readonly type?: string;
  readonly link?: string;
}

/** The blocks of one entry: its header, and its content filled up with zeros. */
export function tarEntry({ name, bytes, type = '0', link = '' }: TarEntry): Buffer[] {
  return [header(name, type, bytes.length, link), padded(bytes)];
}

/** The two empty blocks by which an archive ends. */
export const tarEnd = Buffer.alloc(1024);

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

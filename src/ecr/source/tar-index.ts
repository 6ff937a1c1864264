import { posix } from 'node:path';
import { Failure } from '../../failure.ts';
import { cutOff, type Positioned } from './content.ts';
import { blockSize, isZero, readPax, readTarHeader, type TarHeader, text } from './tar-header.ts';

/** Where an entry's bytes are. */
export interface TarEntry {
  /** Bytes from the beginning of the archive. */
  readonly offset: number;
  readonly size: number;
}

export interface TarIndex {
  /** Files by name, links among them, without a leading `./`. */
  readonly entries: ReadonlyMap<string, TarEntry>;
  /** The archive ended as archives do; otherwise more may have stood there. */
  readonly isClosed: boolean;
}

/** Names of one entry: longer ones than that nobody means. */
const longestWords = 1_048_576;

/**
 * Reads the headers of an archive and nothing between them, so that its files can then be read in any order and side by
 * side.
 * @throws Failure `refused` for what is no tar archive, or one that ends in the middle of a file.
 */
export async function indexTar(file: Positioned, name: string): Promise<TarIndex> {
  const entries = new Map<string, TarEntry>();
  const links: [name: string, target: string][] = [];
  let words: Partial<Pick<TarHeader, 'name' | 'linkName' | 'size'>> = {};
  let isClosed = false;
  for (let position = 0; ; ) {
    const block = await bytesAt(file, position, blockSize);
    if (block.length === 0) break;
    if (block.length < blockSize) throw cutOff(name, file.size, position + blockSize);
    if (isZero(block)) {
      isClosed = true;
      break;
    }
    const header = readTarHeader(block);
    if (!header) throw noTar(name, position);
    const { type } = header;
    const size = words.size ?? header.size;
    const offset = position + blockSize;
    if (offset + size > file.size) throw cutOff(name, file.size, offset + size);
    position = offset + Math.ceil(size / blockSize) * blockSize;
    if (/[xLKg]/.test(type)) {
      words = { ...words, ...(await wordsAt(file, offset, header, name)) };
      continue;
    }
    const path = clean(words.name ?? header.name);
    const target = words.linkName ?? header.linkName;
    if (type === '0' || type === '7') entries.set(path, { offset, size });
    // A symbolic link is relative to where it stands, a hard link to the archive.
    if (type === '2') links.push([path, clean(posix.join(posix.dirname(path), target))]);
    if (type === '1') links.push([path, clean(target)]);
    words = {};
  }
  return { entries: followLinks(entries, links), isClosed };
}

/** What stands before an entry to say what does not fit into its header. */
async function wordsAt(
  file: Positioned,
  offset: number,
  { type, size }: TarHeader,
  name: string,
): Promise<Partial<Pick<TarHeader, 'name' | 'linkName' | 'size'>>> {
  if (size > longestWords) throw noTar(name, offset);
  const bytes = await bytesAt(file, offset, size);
  if (type === 'L') return { name: text(bytes, 0, bytes.length) };
  if (type === 'K') return { linkName: text(bytes, 0, bytes.length) };
  if (type === 'g') return {};
  const { path, linkpath, size: large } = readPax(bytes);
  return {
    ...(path !== undefined && { name: path }),
    ...(linkpath !== undefined && { linkName: linkpath }),
    ...(large !== undefined && { size: Number(large) }),
  };
}

/** A link may lead to a link; those that lead nowhere, or round in a circle, are as if they were not there. */
function followLinks(
  entries: Map<string, TarEntry>,
  links: readonly (readonly [name: string, target: string])[],
): Map<string, TarEntry> {
  const targets = new Map(links);
  for (const [name] of links) {
    let target = name;
    for (let hop = 0; hop <= links.length && !entries.has(target); hop += 1) {
      target = targets.get(target) ?? target;
    }
    const entry = entries.get(target);
    if (entry) entries.set(name, entry);
  }
  return entries;
}

async function bytesAt(file: Positioned, position: number, length: number): Promise<Buffer> {
  const block = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = await file.readAt(block.subarray(filled), position + filled);
    if (count === 0) break;
    filled += count;
  }
  return block.subarray(0, filled);
}

function clean(path: string): string {
  return posix.normalize(`/${path}`).slice(1).replace(/\/$/, '');
}

function noTar(name: string, position: number): Failure {
  return new Failure(
    'refused',
    position === 0 ? `${name} is no tar archive` : `${name} is broken: no header stands at byte ${position}`,
    { hint: 'give an archive as "docker save" or "skopeo copy … oci-archive:FILE" write it' },
  );
}

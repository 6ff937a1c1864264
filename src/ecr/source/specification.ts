import { existsSync, statSync } from 'node:fs';
import { usage } from '../../failure.ts';

/** Where an image comes from, as it is typed. */
export type Specification =
  /** A file or a folder, which {@link locate} finds. */
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'standard input' }
  /** A running engine pushes it itself. */
  | { readonly kind: 'engine'; readonly name: string };

/** A file or a folder that is there, and which of the images in it is meant. */
export interface Location {
  readonly kind: 'layout' | 'archive' | 'docker archive';
  readonly path: string;
  readonly name?: string;
}

const schemes = { oci: 'layout', 'oci-archive': 'archive', 'docker-archive': 'docker archive' } as const;

const forms =
  'write oci:DIR, oci-archive:FILE, docker-archive:FILE, docker:NAME for an image of a running engine, - for standard input, or the path alone';

/**
 * Reads the source of an image: `oci:DIR`, `oci-archive:FILE`, `docker-archive:FILE`, each with `:NAME` where there are
 * several in it, `docker:NAME`, `-`, or a path alone.
 * @throws Failure `usage` for what cannot be one.
 */
export function parseSpecification(text: string): Specification {
  if (text === '-') return { kind: 'standard input' };
  if (!text.startsWith('docker:')) return { kind: 'file', text };
  const name = text.slice('docker:'.length);
  if (isImageName(name)) return { kind: 'engine', name };
  throw usage(`"${name}" is no name of an image`, 'write it like docker:web:1.2');
}

/**
 * Finds what a source names.
 * @throws Failure `usage` where it is not there.
 */
export function locate(text: string): Location {
  const [, scheme = '', rest = ''] = /^([a-z-]+):(.*)$/s.exec(text) ?? [];
  if (!Object.hasOwn(schemes, scheme)) return bare(text);
  const kind = schemes[scheme as keyof typeof schemes];
  const { path, name } = splitName(rest, text);
  if (isFolder(path) !== (kind === 'layout')) {
    throw usage(`${path} is ${kind === 'layout' ? 'no folder' : 'a folder'}`, forms);
  }
  return { kind, path, ...(name && { name }) };
}

/** What is at the path decides what it is. */
function bare(text: string): Location {
  const { path, name } = splitName(text, text);
  return { kind: isFolder(path) ? 'layout' : 'docker archive', path, ...(name && { name }) };
}

/** Paths may hold colons, and so may names: what exists is the path. */
function splitName(text: string, typed: string): { path: string; name?: string } {
  if (exists(text)) return { path: text };
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const path = text.slice(0, colon);
    if (exists(path)) return { path, name: text.slice(colon + 1) };
  }
  throw usage(`there is no image at "${typed}"`, forms);
}

function exists(path: string): boolean {
  return path !== '' && !path.includes('\0') && existsSync(path);
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

function isImageName(text: string): boolean {
  return /^[\w][\w./:@-]*$/.test(text);
}

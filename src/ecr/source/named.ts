import { nearest } from '../../aws/nearest.ts';
import { Failure, usage } from '../../failure.ts';
import type { Descriptor } from '../image/manifest.ts';

const refName = 'org.opencontainers.image.ref.name';
const imageName = 'io.containerd.image.name';

/**
 * The entries of a layout's index that are meant: one, or, where none is named, all of a layout that has one for each
 * platform.
 * @throws Failure `usage` when the name is none of its, or when there are several and none is named.
 */
export function choose(
  source: string,
  all: readonly Descriptor[],
  name: string | undefined,
): readonly Descriptor[] {
  const entries = name === undefined ? all : all.filter((entry) => isCalled(entry, name));
  const different = [...new Map(entries.map((entry) => [entry.digest, entry])).values()];
  if (different.length === 1) return different;
  if (different.length === 0) throw notThere(source, all.flatMap(namesOf), name);
  const isOneEach = different.every((entry) => entry.platform && namesOf(entry).length === 0);
  if (name === undefined && isOneEach) return different;
  throw several(source, different.flatMap(namesOf));
}

function isCalled(entry: Descriptor, name: string): boolean {
  return namesOf(entry).some((one) => isSameName(one, name));
}

function namesOf({ annotations }: Descriptor): string[] {
  return [annotations?.[imageName], annotations?.[refName]].filter((name) => name !== undefined);
}

/** Docker leaves out where its own images come from: `docker.io/library/web:1` and `web:1` are one. */
export function isSameName(one: string, other: string): boolean {
  return familiar(one) === familiar(other);
}

function familiar(name: string): string {
  return name.replace(/^docker\.io\/(library\/)?/, '').replace(/:latest$/, '');
}

export function notThere(source: string, names: readonly string[], name: string | undefined): Failure {
  if (name === undefined) return new Failure('refused', `${source} has no image in it`);
  const alike = nearest(name, names);
  const there =
    alike.length > 0 ? `did you mean ${alike.join(' or ')}?` : `it has ${names.join(', ') || 'unnamed ones'}`;
  return usage(`${source} has no image ${name}`, there);
}

export function several(source: string, names: readonly string[]): Failure {
  const list = [...new Set(names)].slice(0, 5).join(', ');
  return usage(
    `${source} has several images`,
    `name one behind a colon, as in ${source}:NAME${list ? `; it has ${list}` : ''}`,
  );
}

import { eachAtOnce } from '../../aws/at-once.ts';
import type { RegistryOptions } from '../registry/caller.ts';
import { type KnownManifest, Registry } from '../registry/registry.ts';
import type { Found, Looked, Target } from './found.ts';

/** A registry that is asked by its HTTP API alone. */
export function plainTarget(kind: Target['kind'], name: string, options: RegistryOptions): Target {
  const registry = new Registry(options);
  const present = (digests: readonly string[]) => presentIn(digests, (digest) => registry.hasBlob(digest));
  const { tokens } = options;
  return { registry, tokens, kind, name: () => name, repository: options.repository, present, look };

  async function look({ tags, manifests, blobs }: Looked): Promise<Found> {
    const found = await eachAtOnce(tags, (tag) => registry.manifest(tag));
    const tagged = new Map(tags.flatMap((tag, index): [string, KnownManifest][] => pair(tag, found[index])));
    const top = manifests.at(-1);
    // Where every tag stands for the image already there is nothing more to know.
    const isDone = top !== undefined && tags.length > 0 && found.every((one) => one?.digest === top);
    const [known, there] = await Promise.all([
      isDone ? new Set(manifests) : presentIn(manifests, (digest) => registry.hasManifest(digest)),
      isDone ? new Set(blobs) : present(blobs),
    ]);
    return { repository: { kind: 'untold' }, tags: tagged, manifests: known, blobs: there, warnings: [] };
  }
}

function pair(tag: string, manifest: KnownManifest | undefined): [string, KnownManifest][] {
  return manifest ? [[tag, manifest]] : [];
}

async function presentIn(
  digests: readonly string[],
  has: (digest: string) => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const there = await eachAtOnce(digests, has);
  return new Set(digests.filter((_, index) => there[index]));
}

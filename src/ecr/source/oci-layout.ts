import { Failure } from '../../failure.ts';
import { digestOf } from '../image/digest.ts';
import type { StoredBlob, WholeImage } from '../image/image.ts';
import { type Descriptor, largestManifest, type Manifest, readManifest } from '../image/manifest.ts';
import { isPlatform, type Platform, platformName } from '../image/platform.ts';
import { type Content, readWhole } from './content.ts';
import type { Files } from './files.ts';
import { choose } from './named.ts';

/** Which image of a source is meant. */
export interface Choice {
  /** A name that the source knows it by: of an OCI layout the reference, of an archive of Docker's the tag. */
  readonly name?: string | undefined;
  /** Of an index only this one. */
  readonly platform?: Platform | undefined;
}

/**
 * The image in an OCI layout, as it is written there.
 * https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 * @throws Failure `refused` for a layout that is not whole; `usage` where it does not tell which image is meant.
 */
export async function readLayout(files: Files, choice: Choice): Promise<WholeImage> {
  const content = await files.find('index.json');
  if (!content) throw missing(files, 'index.json', 'so that it is no OCI layout');
  const bytes = await readWhole(content, largestManifest);
  const index = readManifest(bytes, content.name);
  const entries = choose(files.name, index.children, choice.name);
  const walk = new Walk(files);
  // A layout of one image for each platform is itself the index of them.
  const top = entries.length > 1 ? index : await walk.manifest(entries[0] as Descriptor);
  const wanted = choice.platform ? await walk.forPlatform(top, choice.platform) : top;
  await walk.all(wanted);
  return walk.image();
}

class Walk {
  readonly #files: Files;
  readonly #manifests = new Map<string, Manifest>();
  readonly #blobs = new Map<string, StoredBlob>();
  readonly #platforms = new Set<string>();
  readonly #foreign = new Set<string>();

  constructor(files: Files) {
    this.#files = files;
  }

  async manifest(descriptor: Descriptor): Promise<Manifest> {
    const content = await this.#blob(descriptor, 'manifest');
    const bytes = await readWhole(content, largestManifest);
    checkDigest(bytes, descriptor.digest, content.name);
    return readManifest(bytes, content.name, descriptor.mediaType);
  }

  /** The manifest of an index that is for a platform, or the image itself if it is. */
  async forPlatform(top: Manifest, platform: Platform): Promise<Manifest> {
    const found = top.children.find((child) => isPlatform(child.platform, platform));
    if (found) return this.manifest(found);
    if (top.config && isPlatform(await this.#platformOf(top.config), platform)) return top;
    const there = top.config
      ? [platformName(await this.#platformOf(top.config))]
      : top.children.map((child) => platformName(child.platform));
    throw noPlatform(this.#files.name, platform, there);
  }

  /** Everything that a manifest names, before the manifest itself. */
  async all(manifest: Manifest, platform?: Platform): Promise<void> {
    if (this.#manifests.has(manifest.digest)) return;
    for (const child of manifest.children) await this.all(await this.manifest(child), child.platform);
    for (const blob of manifest.blobs) {
      if (await this.#isForeign(blob)) this.#foreign.add(blob.digest);
      else await this.#take(blob, blob.digest === manifest.config?.digest);
    }
    const own = platformName(platform ?? (manifest.config && (await this.#platformOf(manifest.config))));
    if (own !== undefined) this.#platforms.add(own);
    this.#manifests.set(manifest.digest, manifest);
  }

  image(): WholeImage {
    return {
      kind: 'whole',
      blobs: [...this.#blobs.values()],
      manifests: [...this.#manifests.values()],
      platforms: [...this.#platforms],
      foreign: [...this.#foreign],
    };
  }

  async #take(descriptor: Descriptor, isConfiguration: boolean): Promise<void> {
    const { digest, size } = descriptor;
    if (this.#blobs.has(digest)) return;
    const role = isConfiguration ? 'configuration' : 'layer';
    const content = await this.#blob(descriptor, role);
    if (content.size !== size) throw otherSize(content, size);
    this.#blobs.set(digest, { kind: 'stored', digest, size, role, content });
  }

  async #blob({ digest }: Descriptor, what: string): Promise<Content> {
    const path = `blobs/${digest.replace(':', '/')}`;
    const content = await this.#files.find(path);
    if (content) return content;
    throw missing(this.#files, path, `a ${what} of the image`);
  }

  async #isForeign({ urls, digest }: Descriptor): Promise<boolean> {
    return urls !== undefined && !(await this.#files.find(`blobs/${digest.replace(':', '/')}`));
  }

  /** An image's configuration says what it is for; that of another artifact need not be JSON at all. */
  async #platformOf(config: Descriptor): Promise<Partial<Platform> | undefined> {
    const content = await this.#blob(config, 'configuration');
    if (!/image\.(config\.)?v1\+json$/.test(config.mediaType)) return undefined;
    return platformOfConfig(await readWhole(content, largestConfiguration));
  }
}

/** Far more than the configurations of the largest images have. */
export const largestConfiguration = 8_388_608;

function platformOfConfig(bytes: Buffer): Partial<Platform> | undefined {
  try {
    const found: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

export function noPlatform(name: string, wanted: Platform, there: readonly (string | undefined)[]): Failure {
  const known = [...new Set(there.filter((one) => one !== undefined))];
  return new Failure('refused', `${name} has nothing for ${platformName(wanted)}`, {
    hint:
      known.length > 0
        ? `it has ${known.join(', ')}`
        : 'it does not say what it is for; leave --platform out',
  });
}

/** The last one is the image itself, so that a wrong one is found before any byte is sent. */
function checkDigest(bytes: Buffer, digest: string, name: string): void {
  if (digestOf(bytes) === digest) return;
  throw new Failure('refused', `${name} does not hold what it is called: its digest is ${digestOf(bytes)}`, {
    hint: 'the source is damaged; write it anew',
  });
}

function otherSize({ name, size }: Content, expected: number): Failure {
  return new Failure(
    'refused',
    `${name} is not whole: it has ${size} bytes, and the image says ${expected}`,
    {
      hint: 'the source is damaged; write it anew',
    },
  );
}

export function missing({ name, isCutOff }: Files, path: string, what: string): Failure {
  const why = isCutOff ? ` (the archive has no end mark: it is cut off)` : '';
  return new Failure('refused', `${name} does not have ${path}, ${what}${why}`, {
    hint: 'write it anew, or choose a part of it that is there with --platform',
  });
}

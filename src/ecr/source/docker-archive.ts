import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Failure } from '../../failure.ts';
import { digestOf, isDigest } from '../image/digest.ts';
import type { StoredBlob, UnpackedImage, UnpackedLayer } from '../image/image.ts';
import { isPlatform, type Platform, platformName } from '../image/platform.ts';
import { type Content, memoryContent, type Reader, readWhole } from './content.ts';
import type { Files } from './files.ts';
import { isSameName, notThere, several } from './named.ts';
import { type Choice, largestConfiguration, missing, noPlatform } from './oci-layout.ts';

/** An image as `manifest.json` of `docker save` lists it. */
interface Listed {
  readonly Config: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Layers: readonly string[];
}

/**
 * The image that `manifest.json` of a `docker save` lists, in either of the layouts that engines have written.
 * @throws Failure `refused` for an archive that is not whole; `usage` where it does not tell which image is meant.
 */
export async function readDockerArchive(files: Files, choice: Choice): Promise<UnpackedImage> {
  const listed = chosen(files.name, await readList(files), choice.name);
  const path = listed.Config;
  const file = await files.find(path);
  if (!file) throw missing(files, path, 'the configuration of the image');
  const bytes = await readWhole(file, largestConfiguration);
  const digest = digestOf(bytes);
  const named = digestInName(path);
  if (named !== undefined && named !== digest) throw otherDigest(file.name, digest);
  const { diffIds, platform } = readConfiguration(bytes, file.name);
  if (choice.platform && !isPlatform(platform, choice.platform)) {
    throw noPlatform(files.name, choice.platform, [platformName(platform)]);
  }
  if (diffIds.length !== listed.Layers.length) {
    const counts = `${listed.Layers.length} layers, and its configuration ${diffIds.length}`;
    throw new Failure('refused', `${files.name} lists ${counts}`, {
      hint: 'the source is damaged; write it anew',
    });
  }
  const layers = await Promise.all(
    listed.Layers.map((layer, index) => layerOf(files, layer, diffIds[index] ?? '')),
  );
  const own = platformName(platform);
  return {
    kind: 'unpacked',
    config: {
      ...{ kind: 'stored', digest, size: bytes.length, role: 'configuration' },
      content: memoryContent(bytes, file.name),
    },
    layers,
    platforms: own === undefined ? [] : [own],
  };
}

async function readList(files: Files): Promise<readonly Listed[]> {
  const content = await files.find('manifest.json');
  if (!content) throw missing(files, 'manifest.json', 'so that it is no archive of "docker save"');
  const text = (await readWhole(content, largestConfiguration)).toString('utf8');
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isListed)) return list;
  } catch {
    // What is no JSON is refused as what is no list.
  }
  throw new Failure('refused', `${content.name} is no list of images`, {
    hint: 'the source is damaged; write it anew',
  });
}

function isListed(value: unknown): value is Listed {
  const { Config, Layers } = (value ?? {}) as Partial<Listed>;
  return (
    typeof Config === 'string' && Array.isArray(Layers) && Layers.every((one) => typeof one === 'string')
  );
}

function chosen(source: string, list: readonly Listed[], name: string | undefined): Listed {
  const tags = list.flatMap(({ RepoTags }) => RepoTags ?? []);
  const meant =
    name === undefined ? list : list.filter(({ RepoTags }) => RepoTags?.some((tag) => isSameName(tag, name)));
  if (meant.length > 1) throw several(source, tags);
  const [one] = meant;
  if (!one) throw notThere(source, tags, name);
  return one;
}

function readConfiguration(bytes: Buffer, name: string): { diffIds: string[]; platform: Partial<Platform> } {
  try {
    const { rootfs, ...platform } = JSON.parse(bytes.toString('utf8'));
    const diffIds: unknown = rootfs?.diff_ids;
    if (Array.isArray(diffIds) && diffIds.every(isDigest)) return { diffIds, platform };
  } catch {
    // What is no JSON is refused as what names no layers.
  }
  throw new Failure('refused', `${name} does not name the layers of the image`, {
    hint: 'the source is damaged; write it anew',
  });
}

/** Engines save layers unpacked; other programs that write such archives pack them. */
async function layerOf(files: Files, path: string, diffId: string): Promise<StoredBlob | UnpackedLayer> {
  const content = await files.find(path);
  if (!content) throw missing(files, path, 'a layer of the image');
  const form = await formOf(content);
  if (form === 'tar') return { kind: 'unpacked', diffId, content };
  if (form === 'zstd') {
    throw new Failure(
      'refused',
      `${content.name} is packed with zstd, which this kind of archive cannot say`,
      {
        hint: 'write the image as an OCI archive and push that',
      },
    );
  }
  const named = digestInName(path);
  // Some name a layer by what it is unpacked.
  const digest = named !== undefined && named !== diffId ? named : await digestOfContent(content);
  return { kind: 'stored', digest, size: content.size, role: 'layer', content };
}

async function formOf(content: Content): Promise<'tar' | 'gzip' | 'zstd'> {
  const begin = await reading(content, async (reader) => {
    const buffer = Buffer.alloc(4);
    await reader.read(buffer, 0);
    return buffer.toString('hex');
  });
  if (begin === '28b52ffd') return 'zstd';
  return begin.startsWith('1f8b') ? 'gzip' : 'tar';
}

/** Only its name could have told it; what is in it is then read once more on its way. */
function digestOfContent(content: Content): Promise<string> {
  return reading(content, async (reader) => {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(1_048_576);
    for (let position = 0; ; ) {
      const count = await reader.read(buffer, position);
      if (count === 0) return `sha256:${hash.digest('hex')}`;
      hash.update(buffer.subarray(0, count));
      position += count;
    }
  });
}

async function reading<Result>(content: Content, use: (reader: Reader) => Promise<Result>): Promise<Result> {
  const reader = await content.open();
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}

/** `sha256:…` of `4f2a….json` or `blobs/sha256/4f2a…`, where the name is one. */
function digestInName(path: string): string | undefined {
  const [hex] = posix.basename(path).split('.');
  const digest = `sha256:${hex}`;
  return isDigest(digest) ? digest : undefined;
}

function otherDigest(name: string, digest: string): Failure {
  return new Failure('refused', `${name} does not hold what it is called: its digest is ${digest}`, {
    hint: 'the source is damaged; write it anew',
  });
}

import type { Output } from '../../plan/operations.ts';
import type { VerbContext } from '../../verb/verb.ts';
import type { StoredBlob, UnpackedLayer } from '../image/image.ts';
import type { Manifest } from '../image/manifest.ts';
import { RegistryRefusal } from '../registry/refusal.ts';
import type { Source } from '../source/open-source.ts';
import { LayerMemory, type PackedLayer } from '../upload/layer-memory.ts';
import { uploadBlobs } from '../upload/upload-blobs.ts';
import { UploadBoard } from '../upload/upload-board.ts';
import type { Found, Target } from './found.ts';
import { compose, digestIn, keyOf, type Prepared, partsOf, prepare } from './prepared.ts';
import type { WantedPush } from './wanted.ts';

/** How often a registry that has lost a part of an image since it was asked is given that part again. */
const mostRepairs = 2;

/** What was done, in numbers. */
export interface Tally {
  readonly sent: number;
  readonly mounted: number;
  readonly bytesSent: number;
  readonly retries: number;
}

/** What one look at the registry told. */
export interface Look {
  readonly found: Found;
  readonly prepared: Prepared;
}

/** One image on its way to one repository: what is known of it, and how its parts get there. */
export class Delivery {
  readonly #context: VerbContext;
  readonly #wanted: WantedPush;
  readonly #source: Source;
  readonly #target: Target;
  readonly #memory: LayerMemory;
  readonly #packed = new Map<string, PackedLayer>();
  #prepared: Prepared | undefined;
  #beganAt: number | undefined;
  #sent = 0;
  #mounted = 0;
  #bytesSent = 0;

  constructor(context: VerbContext, wanted: WantedPush, source: Source, target: Target) {
    this.#context = context;
    this.#wanted = wanted;
    this.#source = source;
    this.#target = target;
    this.#memory = new LayerMemory(context.env);
  }

  /** Looks at the registry, and says what it has and what the image is to be there. */
  async look(): Promise<Look> {
    const { image } = this.#source;
    await this.#recall();
    const found = await this.#target.look({ tags: this.#wanted.tags, ...partsOf(image, this.#packed) });
    const prepared = prepare(image, this.#packed, found);
    this.#prepared ??= prepared;
    return { found, prepared };
  }

  get tally(): Tally {
    const { retries } = this.#target.registry;
    return { sent: this.#sent, mounted: this.#mounted, bytesSent: this.#bytesSent, retries };
  }

  /** Milliseconds of the process's clock at which the first thing was sent: what is waited for a yes does not count. */
  get beganAt(): number | undefined {
    return this.#beganAt;
  }

  /** Sends those of the image's blobs. */
  async upload(keys: readonly string[]): Promise<Output> {
    this.#beganAt ??= performance.now();
    const wanted = new Set(keys);
    await this.#send(this.#blobs().filter((blob) => wanted.has(keyOf(blob))));
    return {};
  }

  /**
   * Lets a tag or a digest stand for a manifest.
   * @param digest undefined for the image whose manifest can be written only now.
   */
  async put(reference: string, digest: string | undefined): Promise<Output> {
    this.#beganAt ??= performance.now();
    const manifest = this.#manifest(digest);
    for (let repairs = 0; ; repairs += 1) {
      try {
        await this.#target.registry.putManifest(reference, manifest);
        return { digest: manifest.digest };
      } catch (error) {
        if (await this.#isThereAlready(reference, manifest, error)) return { digest: manifest.digest };
        if (repairs === mostRepairs || !(await this.#repair(manifest, error))) throw error;
      }
    }
  }

  async #recall(): Promise<void> {
    const { image } = this.#source;
    if (image.kind === 'whole') return;
    for (const layer of image.layers) {
      if (layer.kind === 'stored' || this.#packed.has(layer.diffId)) continue;
      const packed = await this.#memory.recall(layer.diffId);
      if (packed) this.#packed.set(layer.diffId, packed);
    }
  }

  #blobs(): (StoredBlob | UnpackedLayer)[] {
    return (this.#prepared?.blobs ?? []).map(({ blob }) => blob);
  }

  async #send(blobs: readonly (StoredBlob | UnpackedLayer)[]): Promise<void> {
    const { terminal, signal } = this.#context;
    const total = blobs.every(({ kind }) => kind === 'stored')
      ? blobs.reduce((sum, { content }) => sum + content.size, 0)
      : 0;
    const board = new UploadBoard(terminal, total);
    const { jobs, mountFrom } = this.#wanted;
    const { registry } = this.#target;
    try {
      const options = { registry, signal, jobs, mountFrom, memory: this.#memory, board };
      const { arrivals, packed } = await uploadBlobs(blobs, options);
      for (const [diffId, layer] of packed) this.#packed.set(diffId, layer);
      for (const arrival of arrivals.values()) {
        if (arrival === 'sent') this.#sent += 1;
        else this.#mounted += 1;
      }
    } finally {
      this.#bytesSent += board.bytesSent;
    }
  }

  #manifest(digest: string | undefined): Manifest {
    const { image } = this.#source;
    const known = this.#prepared?.manifests.find((manifest) => manifest.digest === digest);
    if (known) return known;
    if (image.kind === 'whole') throw new Error(`No manifest ${digest} in the image`);
    return compose(image, this.#packed);
  }

  /** An answer may have been lost, and a tag that may not be moved is then refused to who has just made it. */
  async #isThereAlready(reference: string, { digest }: Manifest, error: unknown): Promise<boolean> {
    if (!(error instanceof RegistryRefusal) || !/^(TAG_INVALID|TAG_ALREADY_EXISTS|DENIED|)$/.test(error.code))
      return false;
    if (error.status === 401 || error.status === 403) return false;
    const known = await this.#target.registry.manifest(reference).catch(() => undefined);
    return known?.digest === digest;
  }

  /** Sends once more what a registry has lost of an image since it was asked. Returns whether it had lost anything. */
  async #repair(manifest: Manifest, error: unknown): Promise<boolean> {
    if (!(error instanceof RegistryRefusal) || ![400, 404].includes(error.status)) return false;
    if (/^(TAG_INVALID|NAME_UNKNOWN|NAME_INVALID)$/.test(error.code)) return false;
    const digests = manifest.blobs.map(({ digest }) => digest);
    const present = await this.#target.present(digests);
    const lost = new Set(digests.filter((digest) => !present.has(digest)));
    const blobs = this.#blobs().filter((blob) => {
      const digest = blob.kind === 'stored' ? blob.digest : this.#packed.get(blob.diffId)?.digest;
      return digest !== undefined && lost.has(digest);
    });
    if (blobs.length > 0) await this.#send(blobs);
    const children = await this.#putChildren(manifest);
    return blobs.length > 0 || children;
  }

  async #putChildren({ children }: Manifest): Promise<boolean> {
    let isAnyLost = false;
    for (const { digest } of children) {
      if (await this.#target.registry.hasManifest(digest)) continue;
      isAnyLost = true;
      await this.put(digest, digest);
    }
    return isAnyLost;
  }

  /** The digest of the image that the tags stand for: that of the pushed one, or of what was left there. */
  digestOf({ found, prepared }: Look): string | undefined {
    const { tags } = this.#wanted;
    const own = digestIn(prepared);
    const tagged = tags.map((tag) => found.tags.get(tag)?.digest);
    return tags.length === 0 || tagged.includes(own) ? own : tagged.find((digest) => digest !== undefined);
  }
}

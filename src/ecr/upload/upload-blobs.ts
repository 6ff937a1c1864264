import { setMaxListeners } from 'node:events';
import { shortDigest } from '../image/digest.ts';
import type { StoredBlob, UnpackedLayer } from '../image/image.ts';
import type { Registry } from '../registry/registry.ts';
import type { LayerMemory, PackedLayer } from './layer-memory.ts';
import { type Arrival, uploadPacked, uploadStored } from './upload-blob.ts';
import type { UploadBoard } from './upload-board.ts';

export interface UploadsOptions {
  readonly registry: Registry;
  readonly signal: AbortSignal;
  /** Blobs on their way at once. */
  readonly jobs: number;
  readonly mountFrom?: string | undefined;
  readonly memory: LayerMemory;
  readonly board: UploadBoard;
}

/** What came of the blobs that were to be sent. */
export interface Uploaded {
  /** How each arrived, by its digest. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** What layers became when they were packed, by the digest of the tar. */
  readonly packed: ReadonlyMap<string, PackedLayer>;
}

/**
 * Sends blobs, some side by side; the largest first, so that none is begun when all others have ended.
 * @throws the first failure that no further try would mend. The others are then broken off, and the registry is told.
 */
export async function uploadBlobs(
  blobs: readonly (StoredBlob | UnpackedLayer)[],
  options: UploadsOptions,
): Promise<Uploaded> {
  const arrivals = new Map<string, Arrival>();
  const packed = new Map<string, PackedLayer>();
  const stop = linkedTo(options.signal);
  const queue = [...blobs].sort((one, other) => other.content.size - one.content.size).values();
  const worker = async () => {
    for (const blob of queue) {
      await uploadOne(blob, { ...options, signal: stop.signal }, arrivals, packed);
    }
  };
  const workers = Array.from({ length: Math.min(options.jobs, blobs.length) }, async () => {
    try {
      await worker();
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  });
  try {
    await Promise.allSettled(workers);
    if (stop.signal.aborted) throw stop.signal.reason;
  } finally {
    stop.done();
    options.board.close();
  }
  return { arrivals, packed };
}

async function uploadOne(
  blob: StoredBlob | UnpackedLayer,
  { registry, signal, mountFrom, memory, board }: UploadsOptions,
  arrivals: Map<string, Arrival>,
  packed: Map<string, PackedLayer>,
): Promise<void> {
  const line = await board.start(nameOf(blob), blob.kind === 'stored' ? blob.size : undefined);
  const options = { registry, signal, mountFrom, watch: line };
  try {
    if (blob.kind === 'stored') {
      const arrival = await uploadStored(blob, options);
      arrivals.set(blob.digest, arrival);
      line.arrived(arrival);
    } else {
      const { arrival, packed: layer } = await uploadPacked(blob, await memory.recall(blob.diffId), options);
      await memory.keep(blob.diffId, layer);
      packed.set(blob.diffId, layer);
      arrivals.set(layer.digest, arrival);
      line.arrived(arrival);
    }
  } catch (error) {
    line.failed(error === signal.reason ? 'broken off' : (error as Error).message);
    throw error;
  }
}

function nameOf(blob: StoredBlob | UnpackedLayer): string {
  return blob.kind === 'stored'
    ? `${blob.role} ${shortDigest(blob.digest)}`
    : `layer ${shortDigest(blob.diffId)}`;
}

/** Aborted with `signal`, or by itself. */
function linkedTo(signal: AbortSignal) {
  const controller = new AbortController();
  // Each request under way listens; a hundred at once are no leak.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    abort: (reason: unknown) => controller.abort(reason),
    done: () => signal.removeEventListener('abort', abort),
  };
}

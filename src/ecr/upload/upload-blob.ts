import { createHash } from 'node:crypto';
import type { StoredBlob, UnpackedLayer } from '../image/image.ts';
import type { StreamBody } from '../registry/exchange.ts';
import { RegistryRefusal } from '../registry/refusal.ts';
import type { Registry } from '../registry/registry.ts';
import { isTemporary, retrying } from '../registry/retry.ts';
import { gzip } from './gzip.ts';
import type { PackedLayer } from './layer-memory.ts';
import { verified } from './verified.ts';

/** Told how far a blob has come. */
export interface BlobWatch {
  /** A try begins: nothing of it has been sent. */
  began(): void;
  /** So many bytes more have been sent. */
  sent(bytes: number): void;
  /** All has been sent, and the registry checks and stores it. */
  committing(): void;
}

export interface UploadOptions {
  readonly registry: Registry;
  /** Aborted when the push is given up. */
  readonly signal: AbortSignal;
  /** A repository of the same registry from which content may be taken over. */
  readonly mountFrom?: string | undefined;
  readonly watch: BlobWatch;
}

/** How a blob came to be in the registry. */
export type Arrival = 'sent' | 'mounted';

/**
 * Sends a blob in one request, from its start for each try: ECR does not let an upload that broke off be gone on with,
 * and its word of how far one has come is not to be relied on (https://github.com/aws/containers-roadmap/issues/2831).
 * Before a further try the registry is asked whether it has the blob after all.
 */
export function uploadStored(
  { digest, size, content }: StoredBlob,
  options: UploadOptions,
): Promise<Arrival> {
  const { registry } = options;
  return trying(digest, options, (upload) => {
    const body = watched({ length: size, pieces: verified(content, digest) }, options.watch);
    return registry.put(upload, digest, body, options.signal);
  });
}

/**
 * Packs a layer and sends it at the same time. How large it will be is not known before, and neither is its digest:
 * so it goes as one PATCH in chunks, as Docker's engine sends every layer to ECR, and the PUT that ends the upload names
 * the digest. To pack into a file first takes as long on this machine's own line, where the processors are the limit; on
 * any other the packing and the sending would no longer go on at once, and there has to be room for the file.
 * @param known what the layer became at an earlier time, by which it may be mounted.
 */
export async function uploadPacked(
  { diffId, content }: UnpackedLayer,
  known: PackedLayer | undefined,
  options: UploadOptions,
): Promise<{ arrival: Arrival; packed: PackedLayer }> {
  const { registry, signal } = options;
  let packed = known;
  const arrival = await trying(known?.digest, options, async (upload) => {
    const sum = createHash('sha256');
    let size = 0;
    const hashed = async function* () {
      for await (const piece of gzip(content, diffId)) {
        sum.update(piece);
        size += piece.length;
        yield piece;
      }
    };
    const end = await registry.patch(upload, watched({ pieces: hashed() }, options.watch), signal);
    packed = { digest: `sha256:${sum.digest('hex')}`, size };
    await registry.commit(end, packed.digest, signal);
  });
  if (!packed) throw new Error('A layer arrived that was not packed');
  return { arrival, packed };
}

function watched(body: StreamBody, watch: BlobWatch): StreamBody {
  return { ...body, onSent: (bytes) => watch.sent(bytes), onCommitting: () => watch.committing() };
}

/** Begins an upload and fills it, again from the start where that fails for a while. */
function trying(
  digest: string | undefined,
  { registry, signal, mountFrom, watch }: UploadOptions,
  fill: (upload: URL) => Promise<void>,
): Promise<Arrival> {
  const mount = digest !== undefined && mountFrom !== undefined ? { digest, from: mountFrom } : undefined;
  const again = { ...registry.retrying, signal };
  return retrying(
    async (attempt) => {
      watch.began();
      // The answer to a try that went well may have been lost.
      if (attempt > 1 && digest !== undefined && (await registry.hasBlob(digest))) return 'sent';
      const upload = await begun((late) => registry.begin(digest ?? 'a layer', late, mount), signal);
      if (upload.kind === 'mounted') return 'mounted';
      try {
        signal.throwIfAborted();
        await fill(upload.url);
      } catch (error) {
        await registry.cancel(upload.url);
        throw error;
      }
      return 'sent';
    },
    again,
    (error) => isTemporary(error) || isUploadLost(error),
  );
}

/** Milliseconds that an upload is waited for that was begun before the push was given up. */
const grace = 2000;

/**
 * Begins an upload. One that is under way as the push is given up is waited for a moment longer: only by the answer is it
 * known where it is to be cancelled.
 */
async function begun<Begun>(
  begin: (late: AbortSignal) => Promise<Begun>,
  signal: AbortSignal,
): Promise<Begun> {
  signal.throwIfAborted();
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const abort = () => {
    timer = setTimeout(() => late.abort(signal.reason), grace);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await begin(late.signal);
  } finally {
    signal.removeEventListener('abort', abort);
    clearTimeout(timer);
  }
}

/** The registry knows the upload no more, or has other bytes of it than were sent. */
function isUploadLost(error: unknown): boolean {
  if (!(error instanceof RegistryRefusal)) return false;
  if (error.code.startsWith('BLOB_UPLOAD_')) return true;
  return error.code !== 'NAME_UNKNOWN' && (error.status === 404 || error.status === 416);
}

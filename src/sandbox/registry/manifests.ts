import { AwsError } from '../service.ts';
import { manifestOf } from '../services/ecr/lookup.ts';
import { isImmutable, putImage } from '../services/ecr/put-image.ts';
import type { Manifest } from '../services/ecr/state.ts';
import { RegistryError } from './refusal.ts';
import { emptyReply, type RegistryReply } from './reply.ts';
import type { Visit } from './visit.ts';

const MOST_BYTES = 4_194_304;
const DAY_MS = 24 * 3600_000;

export function headManifest(visit: Visit): RegistryReply {
  return { ...manifestReply(found(visit)), body: '' };
}

/** Gives a manifest, which counts as a pull; ECR notes one a day. */
export function getManifest(visit: Visit): RegistryReply {
  const manifest = found(visit);
  const { now } = visit.call;
  if (now.getTime() - (manifest.lastPulledAt?.getTime() ?? 0) >= DAY_MS) manifest.lastPulledAt = now;
  return manifestReply(manifest);
}

/** Keeps a manifest under its digest, and under a tag where the request names one. */
export async function putManifest(visit: Visit): Promise<RegistryReply> {
  const { call, registry, name, reference, headers } = visit;
  const repository = registry.repository(name, call);
  const imageManifest = await textOf(visit.body);
  const named = idOf(reference);
  const input = { imageManifest, imageManifestMediaType: headers['content-type'], ...named };
  const digest = await digestOfPut(
    () => putImage(repository, input, call),
    () => {
      // By HTTP, ECR refuses a tag that may not move even to the image that it has.
      const isTaken = named.imageTag !== undefined && isImmutable(repository, named.imageTag);
      return isTaken ? undefined : manifestOf(repository, named)?.digest;
    },
  );
  const { subject } = manifestOf(repository, { imageDigest: digest }) ?? {};
  return emptyReply(201, {
    'docker-content-digest': digest,
    ...(subject !== undefined && { 'oci-subject': subject }),
  });
}

async function digestOfPut(
  put: () => ReturnType<typeof putImage>,
  known: () => string | undefined,
): Promise<string> {
  try {
    return put().image?.imageId?.imageDigest ?? '';
  } catch (error) {
    const isThere = error instanceof AwsError && error.name === 'ImageAlreadyExistsException';
    const digest = isThere ? known() : undefined;
    if (digest !== undefined) return digest;
    throw error;
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  if (size <= MOST_BYTES) return Buffer.concat(chunks).toString('utf8');
  const constraint = `Member must have length less than or equal to ${MOST_BYTES}`;
  const message = `Invalid parameter at 'ImageManifest' failed to satisfy constraint: '${constraint}'`;
  throw new RegistryError(405, 'UNSUPPORTED', message);
}

function found({ call, registry, name, reference }: Visit): Manifest {
  const manifest = manifestOf(registry.repository(name, call), idOf(reference));
  if (manifest && manifest.status !== 'ACTIVE')
    throw new AwsError('ImageArchivedException', 'Requested image is archived');
  if (manifest) return manifest;
  throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'Requested image not found');
}

function idOf(reference: string): { imageDigest?: string; imageTag?: string } {
  return reference.includes(':') ? { imageDigest: reference } : { imageTag: reference };
}

function manifestReply({ digest, mediaType, text }: Manifest): RegistryReply {
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': String(Buffer.byteLength(text)),
      'docker-content-digest': digest,
    },
    body: text,
  };
}

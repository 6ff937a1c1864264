import { AwsError } from '../service.ts';
import type { LayerUpload, Repository } from '../services/ecr/state.ts';
import {
  appendToPart,
  beginPart,
  beginUpload,
  cancelUpload,
  findUpload,
  finishUpload,
} from '../services/ecr/uploads.ts';
import { isReferenced } from './blobs.ts';
import { RegistryError } from './refusal.ts';
import { emptyReply, type RegistryReply } from './reply.ts';
import type { Visit } from './visit.ts';

/** Begins an upload, unless the blob can be had from another repository of the registry. */
export function postUpload(visit: Visit): RegistryReply {
  const { call, registry, name, query } = visit;
  const repository = registry.pushed(name, call);
  const mounted = mount(visit, repository, query.get('mount'), query.get('from'));
  if (mounted !== undefined) return blobReply(visit, mounted);
  return emptyReply(202, uploadHeaders(visit, beginUpload(repository, call)));
}

/**
 * Blobs are mounted where the account's setting says so, the source's manifests name the blob, both repositories are
 * encrypted alike and the caller may read the source. Anywhere else the answer is that of an upload.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/blob-mounting.html
 */
function mount(
  { call, registry, mayAlso }: Visit,
  target: Repository,
  digest: string | null,
  from: string | null,
): string | undefined {
  if (digest === null || from === null || call.region.ecr.settings.get('BLOB_MOUNTING') !== 'ENABLED')
    return undefined;
  const source = registry.find(from, call);
  const blob = source?.blobs.get(digest);
  if (!source || !blob || !isReferenced(source, digest)) return undefined;
  const isAlike =
    source.encryption.encryptionType === target.encryption.encryptionType &&
    source.encryption.kmsKey === target.encryption.kmsKey;
  if (!isAlike || !mayAlso('GetDownloadUrlForLayer', from)) return undefined;
  target.blobs.set(digest, blob);
  return digest;
}

/** How much has come. */
export function getUpload(visit: Visit): RegistryReply {
  return emptyReply(204, uploadHeaders(visit, uploadOf(visit).upload));
}

/** A part of a blob; ECR answers 201 where the specification says 202. https://github.com/openai/tart/issues/273 */
export async function patchUpload(visit: Visit): Promise<RegistryReply> {
  const { upload } = uploadOf(visit);
  await receive(visit, upload);
  return emptyReply(201, uploadHeaders(visit, upload));
}

/** The last of a blob, or all of it, and the digest that it must have. */
export async function putUpload(visit: Visit): Promise<RegistryReply> {
  const { repository, upload } = uploadOf(visit);
  const digest = visit.query.get('digest') ?? '';
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new RegistryError(400, 'DIGEST_INVALID', `'${digest}' is not a digest`);
  }
  if (hasBody(visit.headers)) await receive(visit, upload);
  try {
    finishUpload(repository, upload, [digest]);
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'LayerAlreadyExistsException')) throw error;
  }
  return blobReply(visit, digest);
}

export function deleteUpload(visit: Visit): RegistryReply {
  const { repository, upload } = uploadOf(visit);
  cancelUpload(repository, upload);
  return emptyReply(204);
}

/** Whether a request brings a body that is not empty. */
export function hasBody(headers: Visit['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function uploadOf({ call, registry, name, reference }: Visit): {
  repository: Repository;
  upload: LayerUpload;
} {
  const repository = registry.repository(name, call);
  return { repository, upload: findUpload(repository, reference) };
}

/** What a client that breaks off has sent, stays: it cannot begin again in the same upload. */
async function receive({ headers, body }: Visit, upload: LayerUpload): Promise<void> {
  const [, first = '0'] = /^(?:bytes[ =])?(\d+)-\d+/.exec(headers['content-range'] ?? '') ?? [];
  beginPart(upload, Number(first));
  for await (const chunk of body) appendToPart(upload, chunk);
}

/** `Range` stays at the first part, as ECR's does, whatever has come since. https://github.com/aws/containers-roadmap/issues/2831 */
function uploadHeaders({ call, name }: Visit, { id, parts }: LayerUpload): Record<string, string> {
  return {
    location: `${call.endpoint}/v2/${name}/blobs/uploads/${id}`,
    'docker-upload-uuid': id,
    range: `0-${Math.max((parts[0] ?? 0) - 1, 0)}`,
  };
}

function blobReply({ call, name }: Visit, digest: string): RegistryReply {
  const location = `${call.endpoint}/v2/${name}/blobs/${digest}`;
  return emptyReply(201, { location, 'docker-content-digest': digest });
}

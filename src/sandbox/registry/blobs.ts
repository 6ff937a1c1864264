import { downloadUrl } from '../services/ecr/download-url.ts';
import { readableBlob } from '../services/ecr/layers.ts';
import type { Repository } from '../services/ecr/state.ts';
import { RegistryError } from './refusal.ts';
import { emptyReply, type RegistryReply } from './reply.ts';
import type { Visit } from './visit.ts';

/** Whether a blob is there, and how large it is. */
export function headBlob({ call, registry, name, reference: digest }: Visit): RegistryReply {
  const blob = registry.repository(name, call).blobs.get(digest);
  if (!blob) throw new RegistryError(404, 'BLOB_UNKNOWN', 'The specified layer does not exist');
  return emptyReply(200, {
    'content-type': 'application/octet-stream',
    'content-length': String(blob.size),
    'docker-content-digest': digest,
  });
}

/** The registry gives no bytes itself: it sends its visitors to where they are stored. */
export function getBlob({ call, registry, name, reference }: Visit): RegistryReply {
  const repository = registry.repository(name, call);
  const { digest } = readableBlob(repository, reference, call);
  return emptyReply(307, {
    location: downloadUrl(repository, digest, call),
    'docker-content-digest': digest,
  });
}

/** Whether a manifest of the repository names the blob. What hangs on no image cannot be mounted. */
export function isReferenced({ manifests }: Repository, digest: string): boolean {
  return [...manifests.values()].some(({ text }) => text.includes(digest));
}

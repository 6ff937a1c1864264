import type {
  UpdateImageStorageClassCommandInput,
  UpdateImageStorageClassCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { findImage, findRepository } from './lookup.ts';
import type { Manifest } from './state.ts';

/** An image that comes back from the archive is ACTIVATING for a while. */
export function UpdateImageStorageClass(
  input: UpdateImageStorageClassCommandInput,
  call: Call,
): Answer<UpdateImageStorageClassCommandOutput> {
  const repository = findRepository(input, call);
  const manifest = findImage(repository, input.imageId ?? {}, call);
  if (input.targetStorageClass === 'ARCHIVE') archive(manifest, call.now);
  else restore(manifest, call.now);
  return {
    registryId: call.world.accountId,
    repositoryName: repository.name,
    imageId: { ...input.imageId, imageDigest: manifest.digest },
    imageStatus: manifest.status,
  };
}

/** Puts an image into the archive. Throws ImageStorageClassUpdateNotSupportedException for one that is not active. */
export function archive(manifest: Manifest, now: Date): void {
  if (manifest.status !== 'ACTIVE') throw notSupported(manifest, 'archived');
  manifest.status = 'ARCHIVED';
  manifest.archivedAt = now;
}

function restore(manifest: Manifest, now: Date): void {
  if (manifest.status !== 'ARCHIVED') throw notSupported(manifest, 'restored');
  manifest.status = 'ACTIVATING';
  manifest.activatedAt = now;
}

function notSupported({ status }: Manifest, what: string): AwsError {
  const message = `An image that is ${status} cannot be ${what}`;
  return new AwsError('ImageStorageClassUpdateNotSupportedException', message);
}

/** Images that were called back from the archive are active after a while. */
export function activateImages({ ecr, rules }: Region, { at }: Tick): void {
  for (const { manifests } of ecr.repositories.values()) {
    for (const manifest of manifests.values()) {
      const seconds = (at - (manifest.activatedAt?.getTime() ?? at)) / 1000;
      if (manifest.status === 'ACTIVATING' && seconds >= rules.imageActivationSeconds)
        manifest.status = 'ACTIVE';
    }
  }
}

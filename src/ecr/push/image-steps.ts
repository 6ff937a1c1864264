import type { ApiCall, Change, Json, Step } from '../../plan/plan.ts';
import { byteSize } from '../../terminal/number.ts';
import { shortDigest } from '../image/digest.ts';
import { platformName } from '../image/platform.ts';
import type { Found } from './found.ts';
import { keyOf, type Prepared, type PreparedBlob } from './prepared.ts';
import type { PlannedTarget } from './repository-steps.ts';
import type { TagFate } from './tag-policy.ts';
import type { WantedPush } from './wanted.ts';

/** Blobs that the plan names one by one. */
const mostNamed = 12;

/** The step that sends every blob that the registry does not have. */
export function uploadStep(
  { blobs }: Prepared,
  { repository, mountFrom }: WantedPush,
  after: readonly string[],
): Step | undefined {
  const missing = blobs.filter(({ isThere }) => !isThere);
  if (missing.length === 0) return undefined;
  const there = blobs.length - missing.length;
  const bytes = missing.reduce((sum, { blob }) => sum + blob.content.size, 0);
  const packs = missing.some(({ blob }) => blob.kind === 'unpacked') ? ', packed on their way' : '';
  const blobWord = missing.length === 1 ? 'blob' : 'blobs';
  return {
    id: 'upload',
    action: 'create',
    verb: 'upload',
    resource: { type: blobWord, id: `${missing.length} of ${blobs.length}, ${byteSize(bytes)}${packs}` },
    reason:
      (there === 0 ? `${repository} has none of them` : `${repository} has the other ${there} already`) +
      (mountFrom === undefined ? '' : `; what ${mountFrom} has is taken over from there`),
    changes: named(missing),
    after,
    call: registryCall('UploadBlobs', { repository, blobs: missing.map(({ blob }) => keyOf(blob)) }),
  };
}

function named(blobs: readonly PreparedBlob[]): Change[] {
  const lines = blobs.slice(0, mostNamed).map(({ blob }) => ({
    field:
      blob.kind === 'stored'
        ? `${blob.role} ${shortDigest(blob.digest)}`
        : `layer ${shortDigest(blob.diffId)}`,
    to: blob.kind === 'stored' ? byteSize(blob.size) : `${byteSize(blob.content.size)}, to be packed`,
  }));
  const left = blobs.length - lines.length;
  return left > 0 ? [...lines, { field: `and ${left} more`, to: '' }] : lines;
}

/** Every image of an index, under its own digest: an index whose images are not there is refused, or cannot be pulled. */
export function childSteps(
  { manifests }: Prepared,
  found: Found,
  { repository }: WantedPush,
  after: readonly string[],
): Step[] {
  const index = manifests.at(-1);
  const steps: Step[] = [];
  for (const { digest, mediaType, children } of manifests.slice(0, -1)) {
    if (found.manifests.has(digest)) continue;
    const descriptor = index?.children.find((child) => child.digest === digest);
    const platform = platformName(descriptor?.platform);
    // An index within an index waits for its own images.
    const own = children
      .map((child) => `manifest:${child.digest}`)
      .filter((id) => steps.some((one) => one.id === id));
    steps.push({
      id: `manifest:${digest}`,
      action: 'create',
      verb: 'put',
      resource: {
        type: 'manifest',
        id: platform ? `${platform} ${shortDigest(digest)}` : shortDigest(digest),
      },
      reason: 'the index names it',
      changes: [],
      after: [...after, ...own],
      call: registryCall('PutManifest', { repository, reference: digest, digest, mediaType }),
    });
  }
  return steps;
}

export function untaggedStep(
  digest: string | undefined,
  { repository }: WantedPush,
  after: readonly string[],
): Step {
  return {
    id: 'manifest',
    action: 'create',
    verb: 'put',
    resource: { type: 'image', id: `${repository}@${shortDigest(digest ?? '')}` },
    reason: 'it is to be there by its digest, without a tag',
    changes: [],
    after,
    call: registryCall('PutManifest', { repository, reference: digest ?? '', ...(digest && { digest }) }),
  };
}

/** A step for each tag; the last one ends it all. */
export function tagSteps(
  tags: readonly [tag: string, fate: TagFate][],
  digest: string | undefined,
  { repository }: WantedPush,
  target: PlannedTarget,
  parts: readonly string[],
): Step[] {
  return tags.map(([tag, fate], index): Step => {
    const from = fate.kind === 'move' ? fate.from : undefined;
    const earlier = tags[index - 1];
    return {
      id: `tag:${tag}`,
      action: from ? 'update' : 'create',
      verb: from ? 'move' : 'create',
      resource: { type: 'tag', id: `${repository}:${tag}` },
      reason: from ? 'it stands for another image' : 'there is none of that name',
      changes: [
        {
          field: 'image',
          ...(from && { from: from.digest }),
          to: digest ?? '(known when its layers are packed)',
        },
      ],
      after: [...parts, ...(earlier ? [`tag:${earlier[0]}`] : [])],
      call: registryCall('PutManifest', {
        repository,
        reference: tag,
        ...(digest && { digest }),
      }),
      ...(from && { undo: putBack(tag, from, target) }),
    };
  });
}

/** The call that lets a tag stand for what it stood for. */
function putBack(
  tag: string,
  { bytes, mediaType }: { bytes: Buffer; mediaType: string },
  { kind, repository, registryId }: PlannedTarget,
): ApiCall {
  const manifest = bytes.toString('utf8');
  if (kind === 'plain')
    return registryCall('PutManifest', { repository, reference: tag, mediaType, manifest });
  return {
    service: kind,
    operation: 'PutImage',
    input: {
      repositoryName: repository,
      ...(registryId !== undefined && { registryId }),
      imageTag: tag,
      imageManifest: manifest,
      imageManifestMediaType: mediaType,
    },
  };
}

/** A call of the registry's own API. */
export function registryCall(operation: string, input: Readonly<Record<string, Json>>): ApiCall {
  return { service: 'registry', operation, input };
}

import { Failure } from '../../failure.ts';
import type { ApiCall, Kept, Plan, Step } from '../../plan/plan.ts';
import { shortDigest } from '../image/digest.ts';
import { isImmutable } from '../push/immutability.ts';
import type { FoundTags, TaggedImage } from './read-tagged.ts';

/**
 * Plans that tags stand for an image.
 * @throws Failure `refused` for one that stands for another and may not be moved.
 */
export function planTags(tags: readonly string[], found: FoundTags): Plan {
  const { repository, image, name } = found;
  const { repositoryName = '' } = repository;
  const fixed = tags.find((tag) => {
    const other = found.tags.get(tag);
    return other !== undefined && other.digest !== image.digest && isImmutable(repository, tag);
  });
  if (fixed !== undefined) {
    const other = shortDigest(found.tags.get(fixed)?.digest ?? '');
    throw new Failure(
      'refused',
      `${repositoryName}:${fixed} is another image already, ${other}, and the repository lets no tag of that name be moved`,
      { hint: 'choose another tag' },
    );
  }
  const done = tags.filter((tag) => found.tags.get(tag)?.digest === image.digest);
  return {
    subject: name,
    steps: tags.filter((tag) => !done.includes(tag)).map((tag) => step(tag, found)),
    kept: done.map(
      (tag): Kept => ({
        resource: { type: 'tag', id: `${repositoryName}:${tag}` },
        reason: 'it stands for this image already',
      }),
    ),
    warnings: [],
  };
}

function step(tag: string, { repository: { repositoryName = '' }, image, name, tags }: FoundTags): Step {
  const before = tags.get(tag);
  return {
    id: `tag:${tag}`,
    action: before ? 'update' : 'create',
    verb: before ? 'move' : 'create',
    resource: { type: 'tag', id: `${repositoryName}:${tag}` },
    reason: `it is to stand for what ${name} stands for`,
    changes: [{ field: 'image', ...(before && { from: before.digest }), to: image.digest }],
    after: [],
    call: put(repositoryName, tag, image),
    ...(before && { undo: put(repositoryName, tag, before) }),
    goal: ['ImageAlreadyExistsException'],
  };
}

/** ECR refuses it unless the bytes are those of the digest. */
function put(repositoryName: string, imageTag: string, { digest, text, mediaType }: TaggedImage): ApiCall {
  const input = {
    repositoryName,
    imageTag,
    imageDigest: digest,
    imageManifest: text,
    ...(mediaType && { imageManifestMediaType: mediaType }),
  };
  return { service: 'ecr', operation: 'PutImage', input };
}

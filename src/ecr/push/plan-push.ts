import { Failure } from '../../failure.ts';
import type { Kept, Plan } from '../../plan/plan.ts';
import { shortDigest } from '../image/digest.ts';
import type { Found } from './found.ts';
import { childSteps, tagSteps, untaggedStep, uploadStep } from './image-steps.ts';
import { digestIn, type Prepared } from './prepared.ts';
import { creationWarning, type PlannedTarget, repositorySteps } from './repository-steps.ts';
import { fateOf, type TagFate } from './tag-policy.ts';
import type { WantedPush } from './wanted.ts';

/**
 * Plans what it takes for every tag to stand for the image: the repository, the blobs that it does not have, the images
 * of an index, and then the tags, the last one last.
 * @throws Failure `refused` for a tag that may not be moved or a digest that is not the image's; `not-found` for a
 * repository that there is not.
 */
export function planPush(wanted: WantedPush, target: PlannedTarget, prepared: Prepared, found: Found): Plan {
  const { repository, tags } = wanted;
  const digest = digestIn(prepared);
  checkDigest(wanted.digest, digest, wanted.sourceText);
  const subject =
    tags.length > 0 ? `${repository}:${tags.join(',')}` : `${repository}@${shortDigest(digest ?? '')}`;
  const made = repositorySteps(target, found, wanted.create);
  const fates = tags.map((tag): [string, TagFate] => [tag, fateOf(questionOf(tag, wanted, digest, found))]);
  const kept = fates.flatMap(([tag, fate]) => keptTag(tag, fate, repository));
  const moving = fates.filter(([, { kind }]) => kind === 'create' || kind === 'move');
  const isUntagged = tags.length === 0 && !(digest !== undefined && found.manifests.has(digest));
  const empty = { subject, steps: [], kept, warnings: [] };
  if (moving.length === 0 && !isUntagged) return empty;

  const ready = made.map(({ id }) => id);
  const upload = uploadStep(prepared, wanted, ready);
  const before = [...ready, ...(upload ? [upload.id] : [])];
  const children = childSteps(prepared, found, wanted, before);
  const parts = [...before, ...children.map(({ id }) => id)];
  const tops = isUntagged
    ? [untaggedStep(digest, wanted, parts)]
    : tagSteps(moving, digest, wanted, target, parts);
  return {
    subject,
    steps: [...made, ...(upload ? [upload] : []), ...children, ...tops],
    kept: [...kept, ...prepared.foreign.map(foreignLayer)],
    warnings: [
      ...creationWarning(found, repository, wanted.create),
      ...found.warnings,
      ...(upload ? (found.uploadWarnings ?? []) : []),
    ],
  };
}

function checkDigest(expected: string | undefined, digest: string | undefined, source: string): void {
  if (expected === undefined || expected === digest) return;
  if (digest !== undefined) {
    throw new Failure('refused', `the image of ${source} is ${digest}, not ${expected}`, {
      hint: 'check which image was meant; nothing was sent',
    });
  }
  throw new Failure('refused', `the digest of ${source} is not known before its layers have been packed`, {
    hint: 'push it by a tag, or as an OCI archive, whose digest does not change',
  });
}

function questionOf(tag: string, wanted: WantedPush, digest: string | undefined, found: Found) {
  const name = `${wanted.repository}:${tag}`;
  return {
    tag,
    name,
    digest,
    existing: found.tags.get(tag),
    repository: found.repository,
    ifExists: wanted.ifExists,
  };
}

function keptTag(tag: string, fate: TagFate, repository: string): Kept[] {
  if (fate.kind !== 'keep') return [];
  return [{ resource: { type: 'tag', id: `${repository}:${tag}` }, reason: fate.why }];
}

function foreignLayer(digest: string): Kept {
  return { resource: { type: 'layer', id: shortDigest(digest) }, reason: 'its maker forbids to hand it on' };
}

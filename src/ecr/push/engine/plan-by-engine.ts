import type { Plan, Step } from '../../../plan/plan.ts';
import { readManifest } from '../../image/manifest.ts';
import type { KnownManifest } from '../../registry/registry.ts';
import type { Found } from '../found.ts';
import { registryCall } from '../image-steps.ts';
import { creationWarning, type PlannedTarget, repositorySteps } from '../repository-steps.ts';
import { fateOf } from '../tag-policy.ts';
import type { WantedPush } from '../wanted.ts';
import type { EngineImage } from './engine.ts';

/**
 * Plans what an engine is to push. What it will send only it knows.
 * @param pushed what it said of tags that it has pushed in this run.
 * @throws what {@link fateOf} and {@link repositorySteps} throw.
 */
export function planByEngine(
  wanted: WantedPush,
  target: PlannedTarget,
  image: EngineImage,
  found: Found,
  pushed: ReadonlyMap<string, string>,
): Plan {
  const { repository, tags, ifExists } = wanted;
  const subject = `${repository}:${tags.join(',')}`;
  const made = repositorySteps(target, found, wanted.create);
  const fates = tags.map((tag) => {
    const existing = found.tags.get(tag);
    const isSame = existing && (pushed.get(tag) === existing.digest || isImage(existing, image));
    const name = `${repository}:${tag}`;
    const digest = isSame ? existing.digest : undefined;
    return {
      tag,
      name,
      fate: fateOf({ tag, name, digest, existing, repository: found.repository, ifExists }),
    };
  });
  const steps: Step[] = [];
  for (const { tag, name, fate } of fates) {
    if (fate.kind !== 'create' && fate.kind !== 'move') continue;
    const from = fate.kind === 'move' ? fate.from.digest : undefined;
    steps.push({
      id: `tag:${tag}`,
      action: from ? 'update' : 'create',
      verb: 'push',
      resource: { type: 'image', id: name },
      reason: `the engine sends what ${repository} does not have`,
      changes: [{ field: 'image', ...(from && { from }), to: image.Id }],
      after: [...made.map(({ id }) => id), ...steps.slice(-1).map(({ id }) => id)],
      call: registryCall('PutManifest', { repository, reference: tag }),
    });
  }
  const kept = fates.flatMap(({ name, fate }) =>
    fate.kind === 'keep' ? [{ resource: { type: 'tag', id: name }, reason: fate.why }] : [],
  );
  if (steps.length === 0) return { subject, steps, kept, warnings: [] };
  const warnings = [...creationWarning(found, repository, wanted.create), ...found.warnings];
  return { subject, steps: [...made, ...steps], kept, warnings };
}

/** An engine names an image by its configuration, or by its manifest, and knows what it was called where it was before. */
function isImage({ digest, bytes, mediaType }: KnownManifest, { Id, RepoDigests }: EngineImage): boolean {
  if (Id === digest || RepoDigests?.some((name) => name.endsWith(`@${digest}`))) return true;
  try {
    return readManifest(bytes, 'the manifest', mediaType).config?.digest === Id;
  } catch {
    return false;
  }
}

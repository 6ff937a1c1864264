import type { Region } from '../../world/region.ts';
import { registryHost } from '../ecr/repositories.ts';
import { taskDefinitionOf } from './lookup.ts';
import type { TaskOrigin } from './state.ts';

const DAY_MS = 24 * 3600_000;

/**
 * The digests, by container, that the images of a task definition stand for at this instant, where they are in ECR of this
 * region; of a service's deployment, those that its first task was started from. To start a task is to pull them, which
 * ECR notes once a day.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability
 */
export function pullImages(
  region: Region,
  { taskDefinition, rollout }: Pick<TaskOrigin, 'taskDefinition' | 'rollout'>,
  at: number,
): Record<string, string> {
  const digests: Record<string, string> = {};
  for (const { name = '', image } of taskDefinitionOf(region, taskDefinition)?.containerDefinitions ?? []) {
    const digest = pull(region, image, at, rollout?.imageDigests[name]);
    if (digest !== undefined) digests[name] = digest;
  }
  return digests;
}

/** The digest of an image named by tag or digest, `latest` where by neither; undefined for one that is not here. */
function pull(region: Region, image = '', at: number, fixed?: string): string | undefined {
  const [, host, name = '', tag = 'latest', digest = fixed] =
    /^([^/]+)\/([^:@]+)(?::([^@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? [];
  if (host !== registryHost(region.accountId, region.name)) return undefined;
  const repository = region.ecr.repositories.get(name);
  const manifest = repository?.manifests.get(digest ?? repository.tags.get(tag) ?? '');
  if (!manifest) return undefined;
  if (at - (manifest.lastPulledAt?.getTime() ?? 0) >= DAY_MS) manifest.lastPulledAt = new Date(at);
  return manifest.digest;
}

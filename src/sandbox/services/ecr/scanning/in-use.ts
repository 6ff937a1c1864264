import type { Region } from '../../../world/region.ts';
import { tasksIn } from '../../ecs/lookup.ts';
import { isLive } from '../../ecs/state.ts';
import { indexesWith } from '../lookup.ts';
import type { Repository } from '../state.ts';

/** How many containers of live tasks have the image, be it by an index that names it. */
export function containersWith({ ecs }: Region, repository: Repository, digest: string): number {
  const digests = new Set([digest, ...indexesWith(repository, digest).map((index) => index.digest)]);
  return [...ecs.clusters.values()]
    .flatMap((cluster) => [...tasksIn(cluster)].filter(isLive))
    .flatMap((task) => Object.values(task.imageDigests))
    .filter((one) => digests.has(one)).length;
}

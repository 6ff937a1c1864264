import type { Region } from '../../world/region.ts';
import { manifestOf } from '../ecr/lookup.ts';
import { taskDefinitionOf, tasksIn } from './lookup.ts';
import type { Task } from './state.ts';

/** Why a task does not start, as DescribeTasks says it of the task and, on an instance, of its container. */
export interface StartFault {
  readonly reason: string;
  readonly containerReason?: string;
}

/** How Fargate says that it has no machine for a task. */
export const NO_CAPACITY =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone';

/** Whether Fargate Spot has no room for the task, which is on its way to it. */
export function lacksSpot(region: Region, task: Task): boolean {
  const most = region.rules.fargateSpotTasks;
  if (task.capacityProvider !== 'FARGATE_SPOT' || most === Number.POSITIVE_INFINITY) return false;
  let taken = 0;
  for (const cluster of region.ecs.clusters.values()) {
    for (const { capacityProvider, status } of tasksIn(cluster)) {
      if (capacityProvider === 'FARGATE_SPOT' && status !== 'PROVISIONING' && status !== 'STOPPED')
        taken += 1;
    }
  }
  return taken >= most;
}

/**
 * What keeps a task that has its machine from running: an image that is not in its repository. Repositories that the
 * region does not have are taken for somebody else's, where every image is.
 */
export function pullFault(region: Region, task: Task): StartFault | undefined {
  const { containerDefinitions = [] } = taskDefinitionOf(region, task.taskDefinition) ?? {};
  const fixed = task.rollout?.imageDigests ?? {};
  const image = containerDefinitions.find((one) =>
    isMissing(region, one.image ?? '', fixed[one.name ?? '']),
  )?.image;
  if (image === undefined) return undefined;
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
  if (task.containerInstanceArn === undefined) {
    const what = 'pull image manifest has been retried 1 time(s): failed to resolve ref';
    return { reason: `CannotPullContainerError: ${what} ${image}: ${image}: not found` };
  }
  const told = `manifest for ${image} not found: manifest unknown: Requested image not found`;
  return {
    reason: 'Task failed to start',
    containerReason: `CannotPullContainerError: Error response from daemon: ${told}`,
  };
}

const ecrImage =
  /^(?<account>\d{12})\.dkr\.ecr\.(?<home>[a-z0-9-]+)\.amazonaws\.com\/(?<name>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>.+))?$/;

function isMissing(region: Region, image: string, fixed: string | undefined): boolean {
  const { account, home, name = '', tag, digest = fixed } = ecrImage.exec(image)?.groups ?? {};
  if (account !== region.accountId || home !== region.name) return false;
  const repository = region.ecr.repositories.get(name);
  if (!repository) return false;
  const wanted = digest === undefined ? { imageTag: tag ?? 'latest' } : { imageDigest: digest };
  return manifestOf(repository, wanted) === undefined;
}

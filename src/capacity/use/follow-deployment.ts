import type { Service, ServiceDeploymentBrief, Task } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { placementProblem } from '../../ecs/placement-problem.ts';
import { readService } from '../../ecs/read-service.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import type { Output } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { readServiceTasks } from './read-service-tasks.ts';
import { deploymentOf, readDeployments } from './service-deployments.ts';

/** Which deployment is followed. */
export interface Following extends ServiceName {
  /** `ecs-svc/…` */
  readonly deployment: string;
  /** When it began, in ISO 8601. */
  readonly since: string;
}

/** What one look at a deployment has found. */
export interface Followed {
  readonly following: Following;
  readonly service: Service;
  /** Its tasks that do not run, those that have stopped among them. */
  readonly tasks: readonly Task[];
  /** What ECS last said of tasks that it could not place. */
  readonly problem?: string;
  /** What the record of deployments says of it; only where it does not simply go on. */
  readonly record?: ServiceDeploymentBrief;
}

/**
 * Looks at a deployment, and as long as it lacks tasks at those that it has. Once it does not lead the service any more,
 * only the record of deployments can say what has become of it.
 * @throws a `not-found` failure where the service was deleted.
 */
export async function followDeployment(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const following = input as unknown as Following;
  const service = await readService(aws, following);
  const ours = service.deployments?.find(({ id }) => id === following.deployment);
  const leads = ours?.status === 'PRIMARY' && ours.rolloutState !== 'FAILED';
  const { runningCount = 0, pendingCount = 0, desiredCount = 0, failedTasks = 0 } = ours ?? {};
  const isFailing = !leads || failedTasks > 0 || runningCount + pendingCount < desiredCount;
  const since = new Date(following.since);
  const [waiting, stopped, records] = await Promise.all([
    leads && pendingCount > 0 ? readServiceTasks(aws, following, 'RUNNING') : [],
    isFailing ? readServiceTasks(aws, following, 'STOPPED') : [],
    leads ? [] : readDeployments(aws, following),
  ]);
  const tasks = [...waiting, ...stopped].filter(
    ({ startedBy, lastStatus }) => startedBy === following.deployment && lastStatus !== 'RUNNING',
  );
  const events = service.events?.filter(({ createdAt = since }) => createdAt >= since) ?? [];
  const problem = isFailing ? placementProblem({ events }, aws.now()) : undefined;
  const record = deploymentOf(records, since);
  const followed: Followed = {
    following,
    service,
    tasks,
    ...(problem && { problem }),
    ...(record && { record }),
  };
  return { ...followed };
}

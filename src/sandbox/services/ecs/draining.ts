import type {
  ContainerInstance,
  UpdateContainerInstancesStateCommandInput,
  UpdateContainerInstancesStateCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { describeInstance } from './instance-resources.ts';
import { findCluster, instancesNamed, invalidParameter, lastPart } from './lookup.ts';
import { type Cluster, isLive, type Task } from './state.ts';

const MOST = 10;

/**
 * Takes instances out of the placement of tasks (DRAINING), or gives them back to it (ACTIVE). Tasks of services on a
 * draining instance are replaced elsewhere, as their deployment configuration allows; standalone ones stay to their end.
 */
export function UpdateContainerInstancesState(
  input: UpdateContainerInstancesStateCommandInput,
  { region }: Call,
): Answer<UpdateContainerInstancesStateCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const { containerInstances: names = [], status } = input;
  if (status !== 'ACTIVE' && status !== 'DRAINING') {
    throw invalidParameter('Container instances status should be one of [ACTIVE, DRAINING].');
  }
  const { known, failures } = instancesNamed(region, cluster, names, MOST);
  for (const instance of known) setStatus(cluster, instance, status);
  return {
    containerInstances: known.map((instance) => describeInstance(region, cluster, instance)),
    failures,
  };
}

/** Sets the instance's status, and has its cluster's services look at their tasks again. */
export function setStatus(
  cluster: Cluster,
  instance: ContainerInstance,
  status: 'ACTIVE' | 'DRAINING',
): void {
  if (instance.status === status) return;
  instance.status = status;
  for (const service of cluster.services.values()) service.steadySince = undefined;
}

/** Whether the task has to be replaced because its instance is draining. */
export function isOnLeavingInstance(cluster: Cluster, task: Task): boolean {
  if (task.containerInstanceArn === undefined || !isLive(task)) return false;
  return cluster.containerInstances.get(lastPart(task.containerInstanceArn))?.status === 'DRAINING';
}

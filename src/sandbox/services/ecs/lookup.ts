import type { ContainerInstance, Failure, TaskDefinition } from '@aws-sdk/client-ecs';
import { AwsError } from '../../service.ts';
import { arn, resourceOf } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Cluster, Service, Task } from './state.ts';

/** The active cluster of that name or ARN, `default` where none is named. Throws ClusterNotFoundException. */
export function findCluster(region: Region, nameOrArn = 'default'): Cluster {
  const cluster = region.ecs.clusters.get(clusterName(nameOrArn));
  if (cluster?.status === 'ACTIVE') return cluster;
  const found = cluster ? 'The referenced cluster was inactive.' : 'Cluster not found.';
  throw new AwsError('ClusterNotFoundException', found);
}

export function clusterName(nameOrArn: string): string {
  return lastPart(resourceOf(nameOrArn));
}

/** The service of that name or ARN, also when it is INACTIVE; undefined when the cluster never had it. */
export function serviceIn(cluster: Cluster, nameOrArn: string): Service | undefined {
  const [, clusterOrName, name] = resourceOf(nameOrArn).split('/');
  if (name !== undefined && clusterOrName !== cluster.name) return undefined;
  return cluster.services.get(name ?? clusterOrName ?? nameOrArn);
}

/** The service that can be worked on. Throws ServiceNotFoundException, or ServiceNotActiveException. */
export function findService(cluster: Cluster, nameOrArn: string): Service {
  const service = serviceIn(cluster, nameOrArn);
  if (!service) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  if (service.status !== 'ACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
  return service;
}

/** The service behind a scalable target's resource id `service/<cluster>/<service>`, when it is active. */
export function serviceOfResource(region: Region, resourceId: string): Service | undefined {
  const [kind, cluster, name] = resourceId.split('/');
  if (kind !== 'service' || cluster === undefined || name === undefined) return undefined;
  const service = region.ecs.clusters.get(cluster)?.services.get(name);
  return service?.status === 'ACTIVE' ? service : undefined;
}

/** Every service of the region that is not INACTIVE. */
export function* servicesOf(region: Region): Generator<Service> {
  for (const cluster of region.ecs.clusters.values()) {
    for (const service of cluster.services.values()) if (service.status !== 'INACTIVE') yield service;
  }
}

/**
 * The task definition named `family`, `family:revision` or by ARN: the newest active one without a revision.
 */
export function taskDefinitionOf(region: Region, name: string): TaskDefinition | undefined {
  const [family = '', revision] = lastPart(resourceOf(name)).split(':');
  if (revision === undefined) return region.ecs.taskDefinitions.newest(family);
  return region.ecs.taskDefinitions.get(family, Number(revision));
}

/**
 * An ACTIVE task definition, to start tasks from. Throws ClientException for one that is not there or has
 * been deregistered.
 */
export function usableTaskDefinition(region: Region, name: string): TaskDefinition {
  const found = taskDefinitionOf(region, name);
  if (!found) throw new AwsError('ClientException', 'TaskDefinition not found.');
  if (found.status !== 'ACTIVE') throw new AwsError('ClientException', 'TaskDefinition is inactive');
  return found;
}

/**
 * The container instances of those names or ARNs that the cluster has, and as ECS says it which it has not. Throws
 * InvalidParameterException for none, and for more than the operation takes at once.
 */
export function instancesNamed(
  region: Region,
  cluster: Cluster,
  names: readonly string[],
  most: number,
): { known: ContainerInstance[]; failures: Failure[] } {
  if (names.length === 0) throw invalidParameter('Container instances cannot be empty.');
  if (names.length > most) {
    throw invalidParameter(`Container instances cannot have more than ${most} elements.`);
  }
  const found = names.map((name) => cluster.containerInstances.get(lastPart(name)));
  const missing = names.filter((_, index) => !found[index]);
  return {
    known: found.filter((instance) => instance !== undefined),
    failures: missing.map((name) => ({
      arn: name.startsWith('arn:') ? name : arn(region, 'ecs', `container-instance/${cluster.name}/${name}`),
      reason: 'MISSING',
    })),
  };
}

/** Every task of the cluster, those of its services and standalone ones, in all states. */
export function* tasksIn(cluster: Cluster): Generator<Task> {
  for (const service of cluster.services.values()) yield* service.tasks;
  yield* cluster.tasks;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

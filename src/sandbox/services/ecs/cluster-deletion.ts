import type { DeleteClusterCommandInput, DeleteClusterCommandOutput } from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { attach, checkIdle } from './cluster-attachments.ts';
import { describeCluster } from './cluster-shape.ts';
import { findCluster, tasksIn } from './lookup.ts';
import type { Cluster } from './state.ts';
import { buryTags } from './tags.ts';

/**
 * Deletes an empty cluster. It can still be described as INACTIVE, and its name may be used again. One that has Auto
 * Scaling groups attached is DEPROVISIONING first.
 */
export function DeleteCluster(
  input: DeleteClusterCommandInput,
  { region, now }: Call,
): Answer<DeleteClusterCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  checkIdle(cluster);
  checkEmpty(region, cluster);
  buryTags(region, cluster.arn, now);
  const groups = cluster.capacityProviders.some((name) => region.ecs.capacityProviders.has(name));
  if (groups) {
    cluster.status = 'DEPROVISIONING';
    attach(region, cluster, [], now);
  } else {
    cluster.status = 'INACTIVE';
    cluster.capacityProviders = [];
  }
  cluster.defaultCapacityProviderStrategy = [];
  return { cluster: { ...describeCluster(cluster), settings: cluster.settings } };
}

/** Completes the changes of clusters' capacity providers, and with them the deletions that waited for one. */
export function settleClusters(region: Region, tick: Tick): void {
  for (const cluster of region.ecs.clusters.values()) {
    if (cluster.attachedAt === undefined || tick.at < cluster.attachedAt) continue;
    cluster.attachedAt = undefined;
    if (cluster.status === 'DEPROVISIONING') cluster.status = 'INACTIVE';
  }
}

function checkEmpty(region: Region, cluster: Cluster): void {
  for (const { status } of cluster.services.values()) {
    if (status !== 'INACTIVE') {
      throw new AwsError(
        'ClusterContainsServicesException',
        'The Cluster cannot be deleted while Services are active.',
      );
    }
  }
  for (const { status } of tasksIn(cluster)) {
    if (status !== 'STOPPED') {
      throw new AwsError(
        'ClusterContainsTasksException',
        'The Cluster cannot be deleted while Tasks are active.',
      );
    }
  }
  if (cluster.containerInstances.size > 0) {
    throw new AwsError(
      'ClusterContainsContainerInstancesException',
      'The Cluster cannot be deleted while Container Instances are active or draining.',
    );
  }
  for (const { about } of region.ecs.capacityProviders.values()) {
    if (about.cluster === cluster.name && about.status !== 'INACTIVE') {
      throw new AwsError(
        'ClusterContainsCapacityProviderException',
        'The Cluster cannot be deleted while it has capacity providers of its own.',
      );
    }
  }
}

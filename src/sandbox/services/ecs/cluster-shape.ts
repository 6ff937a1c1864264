import type { ClusterField, Cluster as SdkCluster } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { attachmentsOf, attachmentsStatus } from './cluster-attachments.ts';
import { type Cluster, pendingCount, runningCount } from './state.ts';
import { tagsOf } from './tags.ts';

/** The cluster as DescribeClusters shows it when nothing more is asked for. */
export function describeCluster(cluster: Cluster): SdkCluster {
  const services = [...cluster.services.values()].filter(({ status }) => status !== 'INACTIVE');
  const owners = [cluster, ...services];
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: cluster.containerInstances.size,
    runningTasksCount: sum(owners, runningCount),
    pendingTasksCount: sum(owners, pendingCount),
    activeServicesCount: services.filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: [],
    settings: [],
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultCapacityProviderStrategy,
  };
}

/** The cluster with what DescribeClusters leaves out unless `include` asks for it. */
export function withFields(region: Region, cluster: Cluster, include: readonly ClusterField[]): SdkCluster {
  const described = describeCluster(cluster);
  if (include.includes('SETTINGS')) described.settings = cluster.settings;
  if (include.includes('CONFIGURATIONS')) described.configuration = cluster.configuration;
  if (include.includes('TAGS')) described.tags = tagsOf(region, cluster.arn);
  if (include.includes('STATISTICS')) described.statistics = statistics(described);
  if (include.includes('ATTACHMENTS')) {
    described.attachments = attachmentsOf(region, cluster);
    described.attachmentsStatus = attachmentsStatus(cluster);
  }
  return described;
}

function statistics(described: SdkCluster): SdkCluster['statistics'] {
  return [
    { name: 'runningEC2TasksCount', value: '0' },
    { name: 'runningFargateTasksCount', value: String(described.runningTasksCount) },
    { name: 'pendingEC2TasksCount', value: '0' },
    { name: 'pendingFargateTasksCount', value: String(described.pendingTasksCount) },
    { name: 'activeEC2ServiceCount', value: '0' },
    { name: 'activeFargateServiceCount', value: String(described.activeServicesCount) },
  ];
}

function sum<Owner>(owners: readonly Owner[], count: (owner: Owner) => number): number {
  return owners.reduce((total, owner) => total + count(owner), 0);
}

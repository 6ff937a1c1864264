import type {
  ClusterField,
  ClusterSetting,
  CreateClusterCommandInput,
  CreateClusterCommandOutput,
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  ListClustersCommandInput,
  ListClustersCommandOutput,
  Cluster as SdkCluster,
  UpdateClusterCommandInput,
  UpdateClusterCommandOutput,
  UpdateClusterSettingsCommandInput,
  UpdateClusterSettingsCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { clusterName, findCluster, invalidParameter } from './lookup.ts';
import { type Cluster, pendingCount, runningCount } from './state.ts';
import { tagsOf } from './tags.ts';

const NAME = /^[A-Za-z0-9_-]{1,255}$/;
const INSIGHTS = ['enabled', 'disabled', 'enhanced'];

export function CreateCluster(
  input: CreateClusterCommandInput,
  { region }: Call,
): Answer<CreateClusterCommandOutput> {
  const name = input.clusterName ?? 'default';
  if (!NAME.test(name)) throw invalidParameter('Invalid cluster name.');
  const known = region.ecs.clusters.get(name);
  if (known?.status === 'ACTIVE') return { cluster: { ...describe(known), settings: known.settings } };
  const cluster: Cluster = {
    name,
    arn: arn(region, 'ecs', `cluster/${name}`),
    status: 'ACTIVE',
    settings: checkedSettings(input.settings ?? [{ name: 'containerInsights', value: 'disabled' }]),
    configuration: input.configuration,
    capacityProviders: input.capacityProviders ?? [],
    defaultCapacityProviderStrategy: input.defaultCapacityProviderStrategy ?? [],
    services: new Map(),
  };
  region.ecs.clusters.set(name, cluster);
  if (input.tags?.length) region.ecs.tags.set(cluster.arn, input.tags);
  return { cluster: { ...describe(cluster), settings: cluster.settings, tags: input.tags ?? [] } };
}

export function DescribeClusters(
  input: DescribeClustersCommandInput,
  { region }: Call,
): Answer<DescribeClustersCommandOutput> {
  const names = input.clusters?.length ? input.clusters : ['default'];
  if (names.length > 100) throw invalidParameter('Clusters cannot have more than 100 elements.');
  const known = names.map((name) => region.ecs.clusters.get(clusterName(name)));
  const missing = names.filter((_, index) => !known[index]);
  return {
    clusters: known
      .filter((cluster) => cluster !== undefined)
      .map((cluster) => withFields(cluster, input.include ?? [], tagsOf(region, cluster.arn))),
    failures: missing.map((name) => ({
      arn: name.startsWith('arn:') ? name : arn(region, 'ecs', `cluster/${name}`),
      reason: 'MISSING',
    })),
  };
}

export function ListClusters(
  input: ListClustersCommandInput,
  { region }: Call,
): Answer<ListClustersCommandOutput> {
  const active = [...region.ecs.clusters.values()].filter(({ status }) => status === 'ACTIVE');
  const size = pageSize(
    input.maxResults,
    { otherwise: 100, most: 100 },
    invalidParameter('Invalid maxResults.'),
  );
  const arns = active.map((cluster) => cluster.arn);
  const { items, nextToken } = page(arns, input.nextToken, size, invalidParameter('Invalid token.'));
  return { clusterArns: items, nextToken };
}

export function UpdateClusterSettings(
  input: UpdateClusterSettingsCommandInput,
  { region }: Call,
): Answer<UpdateClusterSettingsCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  cluster.settings = checkedSettings(input.settings ?? []);
  return { cluster: { ...describe(cluster), settings: cluster.settings } };
}

export function UpdateCluster(
  input: UpdateClusterCommandInput,
  { region }: Call,
): Answer<UpdateClusterCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  if (input.settings) cluster.settings = checkedSettings(input.settings);
  if (input.configuration) cluster.configuration = input.configuration;
  return { cluster: { ...describe(cluster), settings: cluster.settings } };
}

/** Whether ECS writes its Container Insights metrics for the cluster's services. */
export function hasContainerInsights(cluster: Cluster): boolean {
  const setting = cluster.settings.find(({ name }) => name === 'containerInsights');
  return setting?.value === 'enabled' || setting?.value === 'enhanced';
}

function checkedSettings(settings: ClusterSetting[]): ClusterSetting[] {
  for (const { name, value } of settings) {
    if (name !== 'containerInsights' || !INSIGHTS.includes(value ?? '')) {
      throw invalidParameter(`Invalid cluster setting: ${name}=${value}.`);
    }
  }
  return settings;
}

function describe(cluster: Cluster): SdkCluster {
  const services = [...cluster.services.values()].filter(({ status }) => status === 'ACTIVE');
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: services.reduce((sum, service) => sum + runningCount(service), 0),
    pendingTasksCount: services.reduce((sum, service) => sum + pendingCount(service), 0),
    activeServicesCount: services.length,
    statistics: [],
    tags: [],
    settings: [],
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultCapacityProviderStrategy,
  };
}

/** What DescribeClusters leaves out unless `include` asks for it. */
function withFields(cluster: Cluster, include: ClusterField[], tags: SdkCluster['tags']): SdkCluster {
  const described = describe(cluster);
  if (include.includes('SETTINGS')) described.settings = cluster.settings;
  if (include.includes('CONFIGURATIONS')) described.configuration = cluster.configuration;
  if (include.includes('TAGS')) described.tags = tags;
  if (include.includes('STATISTICS')) described.statistics = statistics(described);
  if (include.includes('ATTACHMENTS')) {
    described.attachments = [];
    described.attachmentsStatus = 'UPDATE_COMPLETE';
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

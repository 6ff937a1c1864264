import type {
  ClusterSetting,
  CreateClusterCommandInput,
  CreateClusterCommandOutput,
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  ListClustersCommandInput,
  ListClustersCommandOutput,
  UpdateClusterCommandInput,
  UpdateClusterCommandOutput,
  UpdateClusterSettingsCommandInput,
  UpdateClusterSettingsCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { attach, BUSY } from './cluster-attachments.ts';
import { describeCluster, withFields } from './cluster-shape.ts';
import { clusterName, findCluster, invalidParameter } from './lookup.ts';
import type { Cluster } from './state.ts';
import { checkProviders, checkStrategy } from './strategies.ts';

const NAME = /^[A-Za-z0-9_-]{1,255}$/;
const INSIGHTS = ['enabled', 'disabled', 'enhanced'];

export function CreateCluster(
  input: CreateClusterCommandInput,
  { region, now }: Call,
): Answer<CreateClusterCommandOutput> {
  const name = input.clusterName ?? 'default';
  if (!NAME.test(name)) throw invalidParameter('Invalid cluster name.');
  const known = region.ecs.clusters.get(name);
  if (known?.status === 'ACTIVE') return { cluster: { ...describeCluster(known), settings: known.settings } };
  if (known?.status === 'DEPROVISIONING') throw new AwsError('UpdateInProgressException', BUSY);
  const { capacityProviders = [], defaultCapacityProviderStrategy: strategy = [] } = input;
  checkProviders(region, capacityProviders);
  checkStrategy(strategy);
  const cluster: Cluster = {
    name,
    arn: arn(region, 'ecs', `cluster/${name}`),
    status: 'ACTIVE',
    settings: checkedSettings(input.settings ?? [{ name: 'containerInsights', value: 'disabled' }]),
    configuration: input.configuration,
    capacityProviders: [],
    defaultCapacityProviderStrategy: strategy,
    attachedAt: undefined,
    tasks: [],
    containerInstances: new Map(),
    services: new Map(),
  };
  region.ecs.clusters.set(name, cluster);
  if (capacityProviders.length > 0) attach(region, cluster, capacityProviders, now);
  if (input.tags?.length) region.ecs.tags.set(cluster.arn, input.tags);
  return { cluster: { ...describeCluster(cluster), settings: cluster.settings, tags: input.tags ?? [] } };
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
      .map((cluster) => withFields(region, cluster, input.include ?? [])),
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
  return { cluster: { ...describeCluster(cluster), settings: cluster.settings } };
}

export function UpdateCluster(
  input: UpdateClusterCommandInput,
  { region }: Call,
): Answer<UpdateClusterCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  if (input.settings) cluster.settings = checkedSettings(input.settings);
  if (input.configuration) cluster.configuration = input.configuration;
  return { cluster: { ...describeCluster(cluster), settings: cluster.settings } };
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

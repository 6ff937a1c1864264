import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { strategyOf } from '../../ecs/strategy.ts';
import { groupOf } from '../found.ts';
import type { ListedCluster, ListedProvider, ListValue, ProviderKind } from './value.ts';

/** What AWS says of clusters and capacity providers. */
export interface FoundProviders {
  readonly region: string;
  /** The cluster that was asked for. */
  readonly cluster?: string;
  readonly clusters: readonly Cluster[];
  readonly providers: readonly CapacityProvider[];
}

/** The capacity providers by name, AWS's own first; where one cluster was asked for, those that it has. */
export function listProviders({ region, cluster, clusters, providers }: FoundProviders): ListValue {
  const described = new Map(providers.map((one) => [one.name ?? '', one]));
  const named = clusters.flatMap(({ capacityProviders = [] }) => capacityProviders);
  const own = providers.filter((one) => cluster === undefined || belongsTo(one, cluster));
  const names = [...new Set([...named, ...own.flatMap(({ name }) => name ?? [])])].sort(byName);
  return {
    region,
    ...(cluster !== undefined && { cluster }),
    providers: names.map((name) => listed(name, described.get(name), clusters)),
    clusters: clusters.map(listedCluster),
  };
}

function byName(one: string, other: string): number {
  if (isFargate(one) !== isFargate(other)) return isFargate(one) ? -1 : 1;
  return one < other ? -1 : 1;
}

function belongsTo(provider: CapacityProvider, cluster: string): boolean {
  const of = provider.cluster ?? '';
  return isOfOneCluster(provider) && of.slice(of.lastIndexOf('/') + 1) === cluster;
}

function listed(
  name: string,
  found: CapacityProvider | undefined,
  clusters: readonly Cluster[],
): ListedProvider {
  const group = found && groupOf(found);
  const { updateStatus, updateStatusReason: reason } = found ?? {};
  return {
    name,
    kind: kindOf(name, found),
    status: found?.status ?? (isFargate(name) ? 'ACTIVE' : 'UNKNOWN'),
    ...(updateStatus && { updateStatus }),
    ...(reason && { reason }),
    ...(group !== undefined && { group }),
    ...scalingOf(found),
    clusters: clustersOf(name, found, clusters),
  };
}

function kindOf(name: string, found: CapacityProvider | undefined): ProviderKind {
  if (name === 'FARGATE') return 'Fargate';
  if (name === 'FARGATE_SPOT') return 'Fargate Spot';
  if (!found) return 'unknown';
  return isOfOneCluster(found) ? 'managed instances' : 'Auto Scaling group';
}

function scalingOf(
  found: CapacityProvider | undefined,
): Pick<ListedProvider, 'managedScaling' | 'terminationProtection' | 'managedDraining'> {
  const settings = found?.autoScalingGroupProvider;
  if (!settings) return {};
  const { managedScaling: scaling, managedTerminationProtection, managedDraining } = settings;
  return {
    ...(scaling && {
      managedScaling: {
        status: scaling.status ?? 'DISABLED',
        target: scaling.targetCapacity ?? 100,
        minStep: scaling.minimumScalingStepSize ?? 1,
        maxStep: scaling.maximumScalingStepSize ?? 10_000,
        warmup: scaling.instanceWarmupPeriod ?? 300,
      },
    }),
    terminationProtection: managedTerminationProtection === 'ENABLED',
    ...(managedDraining && { managedDraining: managedDraining === 'ENABLED' }),
  };
}

function clustersOf(
  name: string,
  found: CapacityProvider | undefined,
  clusters: readonly Cluster[],
): string[] {
  return clusters
    .filter(
      ({ clusterName = '', capacityProviders = [] }) =>
        capacityProviders.includes(name) || (found !== undefined && belongsTo(found, clusterName)),
    )
    .map(({ clusterName = '' }) => clusterName);
}

function listedCluster(cluster: Cluster): ListedCluster {
  const { clusterName = '', capacityProviders = [], attachmentsStatus } = cluster;
  return {
    name: clusterName,
    providers: [...capacityProviders].sort(byName),
    defaultStrategy: strategyOf(cluster.defaultCapacityProviderStrategy),
    ...(attachmentsStatus && { attachments: attachmentsStatus }),
  };
}

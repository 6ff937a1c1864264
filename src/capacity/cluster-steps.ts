import type { Cluster } from '@aws-sdk/client-ecs';
import { isSameStrategy, strategyText } from '../ecs/strategy.ts';
import type { Change, Step } from '../plan/plan.ts';
import { capacityCall } from './calls.ts';
import { changed, type ProvidersChange, providersOf } from './cluster-providers.ts';

interface Place {
  readonly after: readonly string[];
  readonly reason: string;
  /** Of several clusters in one plan: whose steps these are. */
  readonly of?: string;
}

/**
 * The steps that change what a cluster has and wait until AWS has made the change: none where all is as it should be,
 * and the wait alone where it is under way. A change that failed is made once more.
 */
export function clusterSteps(
  change: ProvidersChange,
  cluster: Cluster,
  region: string,
  { after, reason, of }: Place,
): Step[] {
  const resource = { type: 'cluster', id: change.cluster, ...arnOf(cluster), region };
  const changes = changesOf(change, cluster);
  const hasFailed = cluster.attachmentsStatus === 'UPDATE_FAILED';
  const isDue = changes.length > 0 || hasFailed;
  const isUnderWay = cluster.attachmentsStatus === 'UPDATE_IN_PROGRESS';
  if (!isDue && !isUnderWay) return [];
  const put: Step = {
    id: idOf('providers', of),
    action: 'update',
    resource,
    reason: hasFailed ? 'the last change of its capacity providers failed' : reason,
    changes,
    after,
    call: capacityCall('ecs', 'ChangeClusterCapacityProviders', change),
    undo: putBack(change, cluster),
    // One change at a time: each new attempt reads anew what the one before it has left.
    settles: { errors: ['UpdateInProgressException'], seconds: 600 },
  };
  return [...(isDue ? [put] : []), settled(change, resource, isDue ? [put.id] : after, of)];
}

function idOf(id: string, of: string | undefined): string {
  return of === undefined ? id : `${id}:${of}`;
}

function settled(
  change: ProvidersChange,
  resource: Step['resource'],
  after: readonly string[],
  of: string | undefined,
): Step {
  return {
    id: idOf('providers-settled', of),
    action: 'wait',
    verb: 'wait for',
    resource: { ...resource, type: 'capacity providers of cluster' },
    reason: 'AWS makes the change after it has answered, and only then says whether it could',
    changes: [],
    after,
    call: capacityCall('ecs', 'HoldClusterCapacityProviders', change),
    until: 'providers attached',
  };
}

function changesOf(change: ProvidersChange, cluster: Cluster): Change[] {
  const [before, after] = [providersOf(cluster), changed(cluster, change)];
  const [from, to] = [before.capacityProviders, [...(change.own ?? []), ...after.capacityProviders]];
  const listed = to.filter((name) => from.includes(name) || after.capacityProviders.includes(name));
  const isSame = from.length === listed.length && from.every((name) => listed.includes(name));
  const [old, next] = [before.defaultCapacityProviderStrategy, after.defaultCapacityProviderStrategy];
  return [
    ...(isSame ? [] : [{ field: 'capacity providers', from, to: listed }]),
    ...(isSameStrategy(old, next)
      ? []
      : [{ field: 'default strategy', from: strategyText(old), to: strategyText(next) }]),
  ];
}

function putBack({ cluster, own = [] }: ProvidersChange, found: Cluster) {
  const { capacityProviders, defaultCapacityProviderStrategy } = providersOf(found);
  return capacityCall('ecs', 'PutClusterCapacityProviders', {
    cluster,
    capacityProviders: capacityProviders.filter((name) => !own.includes(name)),
    defaultCapacityProviderStrategy: defaultCapacityProviderStrategy.map((item) => ({ ...item })),
  });
}

function arnOf({ clusterArn }: Cluster): { arn?: string } {
  return clusterArn ? { arn: clusterArn } : {};
}

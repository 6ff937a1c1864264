import type { Cluster, Task } from '@aws-sdk/client-ecs';
import type { FoundFleet } from '../../ecs/fleet/found.ts';
import { judgeFleet } from '../../ecs/fleet/judge.ts';
import { isWaiting } from '../../ecs/fleet/placeless.ts';
import type { Fleet } from '../../ecs/fleet/value.ts';
import { judgeCapacity } from '../../ecs/fleet/verdict.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { strategyOf } from '../../ecs/strategy.ts';
import { findings } from './findings.ts';
import type { StatusValue, TaskCounts } from './value.ts';

/** What AWS says of a cluster and its capacity. */
export interface FoundStatus {
  readonly region: string;
  readonly cluster: Cluster;
  readonly fleet: FoundFleet;
}

/** How full the cluster's capacity is, which tasks have no place and why, and what comes next. */
export function judgeStatus({ region, cluster, fleet: found }: FoundStatus): StatusValue {
  const { clusterName: name = '' } = cluster;
  const fleet = judgeFleet(found, providerNames(cluster, found));
  const placed = found.tasks.filter(hasPlace);
  const tasks = countTasks(placed, fleet);
  return {
    cluster: name,
    region,
    at: found.at,
    verdict: judgeCapacity(name, fleet, tasks),
    tasks,
    defaultStrategy: strategyOf(cluster.defaultCapacityProviderStrategy),
    ...fleet,
    providers: fleet.providers.map((one) => ({
      ...one,
      tasks: placed.filter(({ capacityProviderName }) => capacityProviderName === one.name).length,
    })),
    findings: findings(cluster, fleet, found.at),
  };
}

/** Those with instances first, Fargate last. */
function providerNames({ capacityProviders = [] }: Cluster, { providers }: FoundFleet): string[] {
  const names = new Set([...capacityProviders, ...providers.flatMap(({ name }) => name ?? [])]);
  return [...names].sort((one, other) => {
    if (isFargate(one) !== isFargate(other)) return isFargate(one) ? 1 : -1;
    return one < other ? -1 : 1;
  });
}

function hasPlace(task: Task): boolean {
  return task.lastStatus !== 'STOPPED' && task.desiredStatus !== 'STOPPED' && !isWaiting(task);
}

function countTasks(placed: readonly Task[], { waiting }: Fleet): TaskCounts {
  const running = placed.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
  return {
    running,
    starting: placed.length - running,
    waiting: waiting.reduce((sum, { count }) => sum + count, 0),
    fargate: placed.filter((one) => one.launchType === 'FARGATE' && !one.capacityProviderName).length,
  };
}

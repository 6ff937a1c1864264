import type { Cluster } from '@aws-sdk/client-ecs';
import type { Fleet, FleetInstance, FleetProvider, InstanceState } from '../../ecs/fleet/value.ts';
import { duration } from '../../terminal/ago.ts';
import { listed } from '../../terminal/listed.ts';

/** What would surprise one who looks at the numbers alone. */
export function findings(
  { clusterName: cluster = '', attachmentsStatus }: Cluster,
  { providers, instances }: Fleet,
  at: Date,
): string[] {
  return [
    ...(attachmentsStatus === 'UPDATE_IN_PROGRESS'
      ? ["A change of the cluster's capacity providers is under way."]
      : []),
    ...(attachmentsStatus === 'UPDATE_FAILED'
      ? ["The last change of the cluster's capacity providers failed."]
      : []),
    ...providers.flatMap(suspensions),
    ...missing(instances, cluster, at),
    ...disconnected(instances.filter(isIn('disconnected'))),
    ...draining(instances.filter(isIn('draining'))),
  ];
}

function isIn(state: InstanceState): (instance: FleetInstance) => boolean {
  return (instance) => instance.state === state;
}

/** What is suspended and has nothing to do with what comes next, which says it itself. */
function suspensions({ group, outlook }: FleetProvider): string[] {
  if (!group || group.suspended.length === 0 || outlook.code === 'held') return [];
  return [`Of group ${group.name} ${listed(group.suspended)} ${are(group.suspended)} suspended.`];
}

/** Milliseconds in which an instance has joined the cluster, if it ever will. */
const joinsWithin = 10 * 60_000;

/** Instances that run and cost, and never said to the cluster that they are there. */
function missing(instances: readonly FleetInstance[], cluster: string, at: Date): string[] {
  const lost = instances.filter(
    ({ state, launchedAt = at }) => state === 'joining' && at.getTime() - launchedAt.getTime() > joinsWithin,
  );
  const [first] = lost;
  if (!first?.launchedAt) return [];
  const long = duration((at.getTime() - first.launchedAt.getTime()) / 1000);
  return [
    `${named(lost)} ${lost.length === 1 ? 'was' : 'were'} launched ${long} ago and did not join the cluster: ` +
      `look for ECS_CLUSTER=${cluster} in the user data, and for the ECS agent and its instance profile.`,
  ];
}

function disconnected(instances: readonly FleetInstance[]): string[] {
  if (instances.length === 0) return [];
  return [
    `ECS does not hear from the agent of ${named(instances)}: no task is placed there. Restart the agent or end the instance.`,
  ];
}

function draining(instances: readonly FleetInstance[]): string[] {
  if (instances.length === 0) return [];
  return [`${named(instances)} ${are(instances)} draining: no task is placed there.`];
}

function are(list: readonly unknown[]): string {
  return list.length === 1 ? 'is' : 'are';
}

/** So many ids are read; of more the first ones stand for all. */
const mostNamed = 3;

function named(instances: readonly FleetInstance[]): string {
  const ids = instances.map(({ id }) => id);
  if (ids.length <= mostNamed) return listed(ids);
  return `${ids.slice(0, mostNamed - 1).join(', ')} and ${ids.length - mostNamed + 1} more instances`;
}

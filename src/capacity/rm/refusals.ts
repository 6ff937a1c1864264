import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { Failure } from '../../failure.ts';
import { groupOf } from '../found.ts';
import type { ClusterUse } from '../in-use.ts';
import { waysOut } from '../in-use.ts';
import { defaultHolds } from '../what-is-left.ts';
import type { FoundRemoval, Occupant } from './found.ts';

/** Tasks that are told one by one. */
const mostTold = 10;

/**
 * Holds that nothing uses the provider: AWS would take the deletion, and say only much later that it has failed.
 * @throws a `refused` failure naming all that does, by cluster.
 */
export function checkUnused(name: string, { holders }: FoundRemoval): void {
  const uses = holders.flatMap(({ cluster: { clusterName: cluster = '' }, uses }) =>
    uses.map((use): ClusterUse => ({ ...use, cluster })),
  );
  if (uses.length === 0) return;
  const lines = uses.map(({ cluster, text }) => `  cluster ${cluster}: ${text}`);
  throw new Failure(
    'refused',
    [`capacity provider ${name} is in use, and nothing was changed`, ...lines].join('\n'),
    { hint: waysOut(uses), value: { subject: `capacity provider ${name}`, uses } },
  );
}

/**
 * Holds that the clusters' default strategies can do without it.
 * @throws a `refused` failure.
 */
export function checkDefaults(name: string, { holders, provider }: FoundRemoval): void {
  for (const { cluster } of holders) {
    const why = defaultHolds([name], cluster);
    if (why === undefined) continue;
    const { clusterName } = cluster;
    const change =
      provider && isOfOneCluster(provider)
        ? `ecsctl capacity attach ${clusterName} --default STRATEGY`
        : `ecsctl capacity detach ${clusterName} ${name} --default STRATEGY`;
    throw new Failure(
      'refused',
      `capacity provider ${name} cannot leave cluster ${clusterName}, and nothing was changed: ${why}`,
      { hint: `give the cluster another default first: ${change}, or --default none` },
    );
  }
}

/**
 * Holds that the Auto Scaling group can go with its provider.
 * @throws a `refused` failure where the group is another provider's, too, is protected, or has tasks on its instances.
 */
export function checkGroup(name: string, { group, providers, occupants }: FoundRemoval): void {
  const { AutoScalingGroupName: groupName = '', DeletionProtection: protection = 'none' } = group ?? {};
  const rival = providers.find((one) => one.name !== name && groupOf(one) === groupName);
  if (group && rival) {
    throw new Failure(
      'refused',
      `Auto Scaling group ${groupName} is the group of capacity provider ${rival.name}, too`,
      { hint: `remove that one first: ecsctl capacity rm ${rival.name}; or leave --asg out` },
    );
  }
  if (protection === 'prevent-all-deletion') {
    throw new Failure('refused', `Auto Scaling group ${groupName} is protected from deletion`, {
      hint:
        `end that: aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${groupName} ` +
        '--deletion-protection none; or leave --asg out',
    });
  }
  if (occupants.length > 0) throw occupied(groupName, occupants);
}

function occupied(group: string, occupants: readonly Occupant[]): Failure {
  const uses = occupants.map(({ cluster, task, service }): ClusterUse => {
    const kind = service === undefined ? 'task' : 'service';
    return { cluster, provider: group, kind, name: service ?? task, text: '' };
  });
  const lines = occupants.slice(0, mostTold).map(lineOf);
  const more = occupants.length - lines.length;
  const machines = new Set(occupants.map(({ instance }) => instance)).size;
  const which = machines === 1 ? 'one of its instances has' : `${machines} of its instances have`;
  return new Failure(
    'refused',
    [
      `Auto Scaling group ${group} cannot go while ${which} tasks, and nothing was changed`,
      ...lines,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
    {
      hint: `${waysOut(uses)}; or leave --asg out`,
      value: { subject: `Auto Scaling group ${group}`, occupants: occupants.map((one) => ({ ...one })) },
    },
  );
}

function lineOf({ cluster, instance, task, service }: Occupant): string {
  return `  ${instance} in cluster ${cluster}: task ${task}${service === undefined ? '' : ` of service ${service}`}`;
}

import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { notFound } from '../../aws/not-found.ts';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { Failure } from '../../failure.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { clusterSteps } from '../cluster-steps.ts';
import { groupOf, ownProviders } from '../found.ts';
import { emptiedWarning } from '../what-is-left.ts';
import type { FoundRemoval, Holder } from './found.ts';
import { groupSteps } from './group-steps.ts';
import { keptGroup, keptRoles, keptTemplate, leftAloneWarnings } from './kept.ts';
import { providerSteps } from './provider-steps.ts';
import { checkDefaults, checkGroup, checkUnused } from './refusals.ts';
import type { WantedRemoval } from './wanted.ts';

/**
 * Plans to delete a capacity provider in the one order that AWS takes: off its clusters, then itself, then with `asg`
 * the protection of its group's instances, the instances and the group. Nothing is moved off it: that is
 * `capacity use`.
 *
 * One that is not there is a failure, as of `scale rm` and of kubectl: a name that was mistyped must not look like one
 * that is gone. With `asg`, one that has just been deleted is not: its group may be left of a run that was cut off.
 *
 * @throws a `not-found` failure with the nearest names; a `refused` one where something uses the provider or its group.
 */
export function planRemoval(wanted: WantedRemoval, found: FoundRemoval): Plan {
  const { provider, region, group } = found;
  const isGone = provider === undefined || provider.status === 'INACTIVE';
  if (isGone && !(wanted.asg && group)) throw missing(wanted, found);
  const name = wanted.provider;
  if (wanted.asg) checkGroupless(wanted, provider);
  checkUnused(name, found);
  checkDefaults(name, found);
  if (wanted.asg && group) checkGroup(name, found);

  const detach = found.holders.flatMap((holder) => detachSteps(wanted, holder, found));
  const deletion =
    provider === undefined || isGone
      ? []
      : providerSteps(
          provider,
          region,
          detach.map(({ id }) => id),
        );
  const after = deletion.slice(-1).map(({ id }) => id);
  return {
    subject: `capacity provider ${name}`,
    steps: [...detach, ...deletion, ...(wanted.asg && group ? groupSteps(group, region, after) : [])],
    kept: keptOf(wanted, found),
    warnings: [
      ...found.holders.flatMap(({ cluster }) => emptiedWarning([name], cluster)),
      ...(group && !wanted.asg ? leftAloneWarnings(found, group) : []),
      ...(wanted.asg && !group
        ? [`its Auto Scaling group ${provider && groupOf(provider)} is gone already`]
        : []),
    ],
  };
}

/** What is left of a removal that was carried out: nothing, once what was named is not found any more. */
export function planRest(wanted: WantedRemoval, found: FoundRemoval): Plan {
  try {
    return planRemoval(wanted, found);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'not-found') throw error;
    return { subject: `capacity provider ${wanted.provider}`, steps: [], kept: [], warnings: [] };
  }
}

/** Those of managed instances are on no list that could be put: of them only the default strategy changes. */
function detachSteps({ provider }: WantedRemoval, { cluster }: Holder, found: FoundRemoval): Step[] {
  const { clusterName = '', capacityProviders = [] } = cluster;
  const own = ownProviders(found).filter((name) => capacityProviders.includes(name));
  const change = { cluster: clusterName, detach: [provider], own };
  return clusterSteps(change, cluster, found.region, {
    after: [],
    reason: 'AWS deletes no capacity provider that a cluster has',
    of: clusterName,
  });
}

function keptOf({ asg }: WantedRemoval, { provider, group, region }: FoundRemoval): Plan['kept'] {
  const roles = provider ? keptRoles(provider, region) : [];
  if (!group) return roles;
  return [...roles, ...(asg ? keptTemplate(group, region) : [keptGroup(group, region)])];
}

function checkGroupless({ provider: name }: WantedRemoval, provider: CapacityProvider | undefined): void {
  if (!provider || !isOfOneCluster(provider)) return;
  throw new Failure(
    'refused',
    `capacity provider ${name} is of managed instances and has no Auto Scaling group`,
    { hint: 'leave --asg out: the instances that ECS runs for it end with it' },
  );
}

function missing({ provider: name, cluster, asg }: WantedRemoval, { providers }: FoundRemoval): Failure {
  const own = providers.flatMap((one) => (one.name && !isFargate(one.name) ? [one.name] : []));
  const failure = notFound('capacity provider', name, own);
  const more = [
    ...(cluster === undefined && own.length === 0 ? ['one of managed instances: add --cluster'] : []),
    ...(asg ? ['of a group that is left: aws autoscaling delete-auto-scaling-group'] : []),
  ];
  return new Failure('not-found', failure.message, { hint: [failure.hint, ...more].join('; ') });
}

import type { Plan, Step } from '../../plan/plan.ts';
import { checkActive } from '../attach/attachable.ts';
import { checkDefault } from '../attach/default-strategy.ts';
import { capacityCall } from '../calls.ts';
import { clusterSteps } from '../cluster-steps.ts';
import { ownProviders } from '../found.ts';
import type { FoundManaged } from './found.ts';
import { planProvider } from './provider-step.ts';
import { checkChangeable, checkName, checkWhole } from './refusals.ts';
import { checkRoles, roleWarnings } from './roles.ts';
import type { WantedManaged } from './wanted.ts';

/**
 * Plans to make or change a capacity provider of managed instances, to wait until it can be used, and to give its
 * cluster the default strategy that was asked for. It needs no attachment: it is the cluster's own.
 * @throws a usage failure for a new one of which something must be said; a `refused` one for what AWS would not take.
 */
export function planManaged(wanted: WantedManaged, found: FoundManaged): Plan {
  const { cluster, region, existing } = found;
  checkActive(cluster);
  checkName(wanted, found);
  if (existing) checkChangeable(wanted, found);
  else checkWhole(wanted);
  checkRoles(found);
  const own = [...new Set([...ownProviders(found), wanted.name])];
  if (wanted.strategy) checkDefault(wanted.strategy, own, cluster);
  const provider = planProvider(wanted, found);
  const ready = readiness(wanted, provider, found);
  const steps = [...(provider ? [provider] : []), ...ready];
  const subject = cluster.clusterName ?? wanted.cluster;
  const put = wanted.strategy
    ? clusterSteps({ cluster: subject, own, strategy: wanted.strategy }, cluster, region, {
        after: steps.map(({ id }) => id),
        reason: 'tasks that name no strategy are to find their place like this',
      })
    : [];
  const isNewDefault = put.some(({ changes }) => changes.length > 0);
  return {
    subject: `cluster ${subject}`,
    steps: [...steps, ...put],
    kept: [],
    warnings: [
      ...roleWarnings(found),
      ...(isNewDefault
        ? [
            'services that exist keep the strategy they have; the default is for those that are made without one',
          ]
        : []),
    ],
  };
}

/** What is left of a plan that was carried out: a wait is for what was begun here. */
export function planRest(wanted: WantedManaged, found: FoundManaged): Plan {
  const plan = planManaged(wanted, found);
  return { ...plan, steps: plan.steps.filter(({ action }) => action !== 'wait') };
}

function readiness(
  { cluster, name }: WantedManaged,
  provider: Step | undefined,
  { existing, region }: FoundManaged,
): Step[] {
  const isUnderWay = existing?.status === 'PROVISIONING' || existing?.updateStatus?.endsWith('_IN_PROGRESS');
  if (!provider && !isUnderWay) return [];
  return [
    {
      id: 'ready',
      action: 'wait',
      verb: 'wait for',
      resource: { type: 'capacity provider', id: name, region },
      reason: 'AWS makes it after it has answered, and only then says whether it could',
      changes: [],
      after: provider ? [provider.id] : [],
      call: capacityCall('ecs', 'DescribeCapacityProviders', { capacityProviders: [name], cluster }),
      until: 'capacity provider ready',
    },
  ];
}

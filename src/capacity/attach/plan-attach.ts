import { isFargate } from '../../ecs/provider-name.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { clusterSteps } from '../cluster-steps.ts';
import { type FoundCapacity, ownProviders } from '../found.ts';
import { checkActive, checkAttachable, checkNumber } from './attachable.ts';
import { checkDefault } from './default-strategy.ts';
import { checkGroup, groupProvider } from './group-provider.ts';
import { planProtection, protectionWarning } from './protection.ts';
import { planProvider } from './provider-step.ts';
import type { WantedAttachment } from './wanted.ts';

/**
 * Plans what it takes for the cluster to have the providers: protection, the provider of a group and the wait for it,
 * then the attachment and the wait for its end. What the cluster has already stays.
 * @throws a `not-found` failure for a provider that there is not; a `refused` one for what cannot be attached.
 */
export function planAttach(wanted: WantedAttachment, found: FoundCapacity): Plan {
  const { cluster, group, region } = found;
  const subject = cluster.clusterName ?? wanted.cluster;
  checkActive(cluster);
  const own = wanted.group && groupProvider(wanted.group, found.providers);
  if (group) checkGroup(group);
  const names = [...new Set([...wanted.providers, ...(own ? [own.name] : [])])];
  for (const name of wanted.providers) if (name !== own?.name) checkAttachable(name, found);
  checkNumber(names, found);
  if (wanted.strategy) checkDefault(wanted.strategy, [...names, ...ownProviders(found)], cluster);

  const { protect } = wanted.group ?? {};
  const provider = planOfGroup(wanted, found, own);
  const ready = [...names].flatMap((name) => readiness(name, provider, found));
  const change = {
    cluster: subject,
    attach: names,
    own: ownProviders(found),
    ...(wanted.strategy && { strategy: wanted.strategy }),
  };
  const steps = [...provider, ...ready];
  const warnings = group ? protectionWarning(group, protect, own?.existing) : [];
  const attach = clusterSteps(change, cluster, region, {
    after: steps.map(({ id }) => id),
    reason: 'tasks are to find their place there; what the cluster has already stays',
  });
  return {
    subject: `cluster ${subject}`,
    steps: [...steps, ...attach],
    kept: [],
    warnings: [...warnings, ...defaultWarning(attach)],
  };
}

/**
 * What is left of an attachment that was carried out. A wait is for what was begun here, and ECS itself protects and
 * releases instances from then on.
 */
export function planRest(wanted: WantedAttachment, found: FoundCapacity): Plan {
  const plan = planAttach(wanted, found);
  const steps = plan.steps.filter(
    ({ action, id }) => action !== 'wait' && !id.startsWith('instance-protection:'),
  );
  return { ...plan, steps };
}

/** Protection comes before a provider that relies on it, and is let go only when it relies on it no longer. */
function planOfGroup(
  wanted: WantedAttachment,
  { group, region }: FoundCapacity,
  own: ReturnType<typeof groupProvider> | undefined,
): Step[] {
  if (!wanted.group || !group || !own) return [];
  const { protect } = wanted.group;
  const guards = protect ? planProtection(group, true, region) : [];
  const after = guards.map(({ id }) => id);
  const provider = planProvider(wanted.group, own, group.AutoScalingGroupARN ?? '', { region, after });
  const steps = provider ? [...guards, provider] : guards;
  if (protect !== false) return steps;
  const releases = planProtection(group, false, region, provider ? [provider.id] : []);
  return [...steps, ...releases];
}

/** A provider that is being made or changed cannot be attached yet. */
function readiness(name: string, planned: readonly Step[], { providers, region }: FoundCapacity): Step[] {
  const provider = planned.find(({ id }) => id === `provider:${name}`);
  const { status, updateStatus } = providers.find((one) => one.name === name) ?? {};
  const isUnderWay = status === 'PROVISIONING' || updateStatus?.endsWith('_IN_PROGRESS');
  if (isFargate(name) || (!provider && !isUnderWay)) return [];
  return [
    {
      id: `ready:${name}`,
      action: 'wait',
      verb: 'wait for',
      resource: { type: 'capacity provider', id: name, region },
      reason: 'only one that is ACTIVE can be attached',
      changes: [],
      after: provider ? [provider.id] : [],
      call: capacityCall('ecs', 'DescribeCapacityProviders', { capacityProviders: [name] }),
      until: 'capacity provider ready',
    },
  ];
}

/** The default is looked at when a service is made, and never again. */
function defaultWarning(steps: readonly Step[]): string[] {
  const changes = steps.flatMap((step) => step.changes);
  if (!changes.some(({ field }) => field === 'default strategy')) return [];
  return [
    'services that exist keep the strategy they have; the default is for those that are made without one',
  ];
}

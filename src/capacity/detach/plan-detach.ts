import { notFound } from '../../aws/not-found.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { flawOf, strategyText } from '../../ecs/strategy.ts';
import { Failure } from '../../failure.ts';
import type { Kept, Plan } from '../../plan/plan.ts';
import { checkDefault } from '../attach/default-strategy.ts';
import { changed, providersOf } from '../cluster-providers.ts';
import { clusterSteps } from '../cluster-steps.ts';
import { type FoundCapacity, isOfOneCluster, ownProviders } from '../found.ts';
import type { FoundInUse } from './read.ts';
import type { Use } from './uses.ts';
import type { WantedDetachment } from './wanted.ts';

/**
 * Plans to take capacity providers off a cluster. The default strategy loses their items.
 * @throws a `refused` failure, naming all that uses one of them, or where what is left of the default strategy would
 *   be none that AWS takes; a `not-found` failure for a provider that there is not.
 */
export function planDetach(wanted: WantedDetachment, found: FoundInUse): Plan {
  const { cluster, region, uses } = found;
  const name = cluster.clusterName ?? wanted.cluster;
  for (const provider of wanted.providers) checkDetachable(provider, found);
  if (uses.length > 0) throw inUse(name, wanted.providers, uses);
  const attached = cluster.capacityProviders ?? [];
  const leaving = wanted.providers.filter((provider) => attached.includes(provider));
  const change = {
    cluster: name,
    detach: leaving,
    own: ownProviders(found),
    ...(wanted.strategy && { strategy: wanted.strategy }),
  };
  if (wanted.strategy) checkDefault(wanted.strategy, ownProviders(found), cluster);
  else checkWhatIsLeft(leaving, found);
  return {
    subject: `cluster ${name}`,
    steps: clusterSteps(change, cluster, region, {
      after: [],
      reason: 'nothing in the cluster uses it; the provider itself stays',
    }),
    kept: wanted.providers
      .filter((provider) => !leaving.includes(provider))
      .map((one) => notAttached(one, found)),
    warnings: emptied(leaving, found),
  };
}

/** What is left of a detachment that was carried out: a wait is for what was begun here. */
export function planRest(wanted: WantedDetachment, found: FoundInUse): Plan {
  const attached = found.cluster.capacityProviders ?? [];
  const providers = wanted.providers.filter((name) => attached.includes(name));
  const plan = planDetach({ ...wanted, providers }, found);
  return { ...plan, steps: plan.steps.filter(({ action }) => action !== 'wait') };
}

function checkDetachable(name: string, { providers, cluster }: FoundInUse): void {
  const provider = providers.find((one) => one.name === name);
  const attached = cluster.capacityProviders ?? [];
  if (provider && isOfOneCluster(provider)) {
    throw new Failure(
      'refused',
      `capacity provider ${name} is of managed instances and is part of its cluster`,
      {
        hint: `it goes when it is deleted: ecsctl capacity rm ${name}`,
      },
    );
  }
  if (provider || isFargate(name) || attached.includes(name)) return;
  throw notFound('capacity provider', name, attached, ` in cluster ${cluster.clusterName}`);
}

/** AWS would say only that something uses it. */
function inUse(cluster: string, leaving: readonly string[], uses: readonly Use[]): Failure {
  const used = leaving.filter((name) => uses.some(({ provider }) => provider === name));
  const lines = uses.map(({ provider, text }) => `  ${provider}: ${text}`);
  const service = uses.find(({ kind }) => kind === 'service');
  const task = uses.find(({ kind }) => kind === 'task');
  const ways = [
    ...(service
      ? [`move services on to others: ecsctl capacity use ${cluster}/${service.name} STRATEGY`]
      : []),
    ...(task
      ? [`let tasks end, or stop them: aws ecs stop-task --cluster ${cluster} --task ${task.name}`]
      : []),
  ];
  return new Failure(
    'refused',
    [`${used.join(' and ')} cannot leave cluster ${cluster}, and nothing was changed`, ...lines].join('\n'),
    {
      hint: ways.join('; '),
      value: { subject: `cluster ${cluster}`, uses: uses.map((use) => ({ ...use })) },
    },
  );
}

function checkWhatIsLeft(leaving: readonly string[], { cluster }: FoundCapacity): void {
  const { clusterName = '' } = cluster;
  const before = providersOf(cluster).defaultCapacityProviderStrategy;
  const after = changed(cluster, { cluster: clusterName, detach: leaving });
  const strategy = after.defaultCapacityProviderStrategy;
  if (strategy.length === before.length) return;
  const flaw = flawOf(strategy);
  // Without any provider there can be no default, and nothing has to be chosen.
  if (!flaw && (strategy.length > 0 || after.capacityProviders.length === 0)) return;
  const left = flaw
    ? `of which ${strategyText(strategy)} would be left, which ${flaw}`
    : 'of which nothing would be left';
  throw new Failure(
    'refused',
    `${leaving.join(' and ')} cannot leave cluster ${clusterName}, and nothing was changed: ` +
      `its default strategy is ${strategyText(before)}, ${left}`,
    { hint: "add --default with another one, such as --default 'FARGATE', or --default none" },
  );
}

function notAttached(id: string, { cluster, region }: FoundCapacity): Kept {
  return {
    resource: { type: 'capacity provider', id, region },
    reason: `cluster ${cluster.clusterName} does not have it`,
  };
}

function emptied(leaving: readonly string[], { cluster }: FoundCapacity): string[] {
  const { capacityProviders = [], clusterName } = cluster;
  if (leaving.length === 0 || capacityProviders.some((name) => !leaving.includes(name))) return [];
  return [`cluster ${clusterName} has no capacity provider then: only a launch type places tasks there`];
}

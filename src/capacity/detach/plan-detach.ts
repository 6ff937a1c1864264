import { notFound } from '../../aws/not-found.ts';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { Failure } from '../../failure.ts';
import type { Kept, Plan } from '../../plan/plan.ts';
import { checkDefault } from '../attach/default-strategy.ts';
import { clusterSteps } from '../cluster-steps.ts';
import { type FoundCapacity, ownProviders } from '../found.ts';
import { waysOut } from '../in-use.ts';
import type { Use } from '../uses.ts';
import { defaultHolds, emptiedWarning } from '../what-is-left.ts';
import type { FoundInUse } from './read.ts';
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
    warnings: emptiedWarning(leaving, cluster),
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
  return new Failure(
    'refused',
    [`${used.join(' and ')} cannot leave cluster ${cluster}, and nothing was changed`, ...lines].join('\n'),
    {
      hint: waysOut(uses.map((use) => ({ ...use, cluster }))),
      value: { subject: `cluster ${cluster}`, uses: uses.map((use) => ({ ...use })) },
    },
  );
}

function checkWhatIsLeft(leaving: readonly string[], { cluster }: FoundCapacity): void {
  const why = defaultHolds(leaving, cluster);
  if (why === undefined) return;
  throw new Failure(
    'refused',
    `${leaving.join(' and ')} cannot leave cluster ${cluster.clusterName}, and nothing was changed: ${why}`,
    { hint: "add --default with another one, such as --default 'FARGATE', or --default none" },
  );
}

function notAttached(id: string, { cluster, region }: FoundCapacity): Kept {
  return {
    resource: { type: 'capacity provider', id, region },
    reason: `cluster ${cluster.clusterName} does not have it`,
  };
}

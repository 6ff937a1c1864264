import { type Cluster, ECSClient, PutClusterCapacityProvidersCommand } from '@aws-sdk/client-ecs';
import type { Aws } from '../aws/aws.ts';
import { readCluster } from '../ecs/read-clusters.ts';
import { isSameStrategy } from '../ecs/strategy.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../plan/operations.ts';
import type { ApiCall } from '../plan/plan.ts';
import { changed, type ProvidersChange, providersOf } from './cluster-providers.ts';

/**
 * Makes a change of a cluster's capacity providers out of what the cluster has at this moment. The put replaces
 * everything, and between the plan and now somebody else may have attached another one; sent again, as it is while
 * AWS answers UpdateInProgressException, it reads again.
 * @throws Failure `refused` for a provider that something has begun to use meanwhile.
 */
export async function changeProviders(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const change = changeOf(input);
  const cluster = await readCluster(aws, change.cluster);
  // A change that failed is listed as if it had been made: only a put makes AWS try once more.
  const isMade = cluster.attachmentsStatus !== 'UPDATE_FAILED' && !differs(cluster, change);
  return { cluster: isMade ? cluster : await put(aws, cluster, change) };
}

/**
 * Looks at the cluster's capacity providers while a change is under way, and attaches once more what another one's
 * put has left out: AWS has nothing by which two changes that both read before either wrote could be told apart.
 */
export async function holdProviders(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const change = changeOf(input);
  const cluster = await readCluster(aws, change.cluster);
  const lost = (change.attach ?? []).filter((name) => !cluster.capacityProviders?.includes(name));
  if (lost.length === 0) return { cluster };
  try {
    return { cluster: await put(aws, cluster, { ...change, attach: lost }) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UpdateInProgressException') throw error;
    return { cluster: { ...cluster, attachmentsStatus: 'UPDATE_IN_PROGRESS' } };
  }
}

function differs(cluster: Cluster, change: ProvidersChange): boolean {
  const [before, after] = [providersOf(cluster), changed(cluster, change)];
  const own = new Set(change.own);
  const names = before.capacityProviders.filter((name) => !own.has(name));
  return (
    names.length !== after.capacityProviders.length ||
    names.some((name) => !after.capacityProviders.includes(name)) ||
    !isSameStrategy(before.defaultCapacityProviderStrategy, after.defaultCapacityProviderStrategy)
  );
}

async function put(aws: Aws, found: Cluster, change: ProvidersChange): Promise<Cluster> {
  const { capacityProviders, defaultCapacityProviderStrategy } = changed(found, change);
  const command = new PutClusterCapacityProvidersCommand({
    cluster: change.cluster,
    capacityProviders: [...capacityProviders],
    defaultCapacityProviderStrategy: defaultCapacityProviderStrategy.map((item) => ({ ...item })),
  });
  const { cluster = found } = await aws
    .client(ECSClient)
    .send(command)
    .catch((error: Error) => {
      throw error.name === 'ResourceInUseException' ? stillUsed(change, error) : error;
    });
  return cluster;
}

function stillUsed({ cluster, detach = [] }: ProvidersChange, cause: Error): Failure {
  const names = detach.join(', ');
  return new Failure(
    'refused',
    `${names} is in use again in cluster ${cluster}: ${cause.message.replace(/\.$/, '')}; ` +
      `the same command says by what`,
    { cause },
  );
}

/** The input as `capacityCall` has checked it where it was planned. */
function changeOf(input: ApiCall['input']): ProvidersChange {
  return input as unknown as ProvidersChange;
}

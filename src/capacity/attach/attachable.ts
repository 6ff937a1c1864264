import type { Cluster } from '@aws-sdk/client-ecs';
import { notFound } from '../../aws/not-found.ts';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import { Failure } from '../../failure.ts';
import type { FoundCapacity } from '../found.ts';

/** Capacity providers that AWS lets a cluster have. */
const mostProviders = 20;

/**
 * Holds that the cluster takes capacity providers.
 * @throws a `refused` failure.
 */
export function checkActive({ clusterName, status }: Cluster): void {
  if (status === undefined || status === 'ACTIVE') return;
  throw new Failure(
    'refused',
    `cluster ${clusterName} is ${status}, and only an ACTIVE one takes capacity providers`,
    {
      hint:
        status === 'PROVISIONING'
          ? 'wait until it is there, and try again'
          : 'name another cluster, or make it anew',
    },
  );
}

/**
 * Holds that the provider is one that can be attached, now or when it has been made.
 * @throws a `not-found` failure naming the nearest ones, or a `refused` one.
 */
export function checkAttachable(name: string, { providers, cluster }: FoundCapacity): void {
  const provider = providers.find((one) => one.name === name);
  if (!provider && isFargate(name)) return;
  if (!provider) throw notFound('capacity provider', name, namesOf(providers));
  if (isOfOneCluster(provider)) throw refuseOwn(name, provider.cluster ?? cluster.clusterName ?? '');
  const { status, updateStatus, updateStatusReason } = provider;
  if (
    status !== 'DEPROVISIONING' &&
    updateStatus !== 'CREATE_FAILED' &&
    updateStatus !== 'DELETE_IN_PROGRESS'
  )
    return;
  const why = updateStatus === 'CREATE_FAILED' ? 'could not be made' : 'is being deleted';
  throw new Failure(
    'refused',
    `capacity provider ${name} ${why}${updateStatusReason ? `: ${updateStatusReason}` : ''}`,
    {
      hint: `make it anew under another name: ecsctl capacity attach ${cluster.clusterName} --asg GROUP --name NAME`,
    },
  );
}

function refuseOwn(name: string, cluster: string): Failure {
  const of = cluster.slice(cluster.lastIndexOf('/') + 1);
  return new Failure(
    'refused',
    `capacity provider ${name} is of managed instances and belongs to cluster ${of} alone`,
    {
      hint: `cluster ${of} has it without an attachment: name it in a strategy`,
    },
  );
}

function namesOf(providers: FoundCapacity['providers']): string[] {
  return [...new Set(['FARGATE', 'FARGATE_SPOT', ...providers.flatMap(({ name }) => name ?? [])])];
}

/**
 * Holds that the cluster has room for the providers.
 * @throws a `refused` failure.
 */
export function checkNumber(names: readonly string[], { cluster }: FoundCapacity): void {
  const all = new Set([...(cluster.capacityProviders ?? []), ...names]);
  if (all.size <= mostProviders) return;
  throw new Failure(
    'refused',
    `cluster ${cluster.clusterName} would have ${all.size} capacity providers, and AWS allows ${mostProviders}`,
    { hint: `take one off first: ecsctl capacity detach ${cluster.clusterName} PROVIDER` },
  );
}

import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { Failure, usage } from '../../failure.ts';
import type { FoundManaged } from './found.ts';
import type { WantedManaged } from './wanted.ts';

/**
 * Holds that the name is not another kind's: a name is one for all clusters of the region.
 * @throws a `refused` failure.
 */
export function checkName({ name, cluster }: WantedManaged, { existing, providers }: FoundManaged): void {
  const taken = existing ?? providers.find((one) => one.name === name);
  if (!taken || isOfOneCluster(taken)) return;
  throw new Failure(
    'refused',
    `there is a capacity provider ${name} already, and it is not of managed instances`,
    { hint: `choose another --name, or attach that one: ecsctl capacity attach ${cluster} ${name}` },
  );
}

/**
 * Holds that all is said of a new one that nobody but the caller can say.
 * @throws a usage failure naming the flags.
 */
export function checkWhole({
  cluster,
  name,
  infrastructureRole,
  instanceProfile,
  subnets,
}: WantedManaged): void {
  const missing = Object.entries({
    '--infrastructure-role': infrastructureRole,
    '--instance-profile': instanceProfile,
    '--subnets': subnets,
  }).flatMap(([flag, value]) => (value === undefined ? [flag] : []));
  if (missing.length === 0) return;
  throw usage(
    `cluster ${cluster} has no capacity provider ${name} yet, and a new one needs ${missing.join(', ')}`,
    'the infrastructure role is for ECS, which launches the instances; the instance profile is for the instances',
  );
}

/**
 * Holds that the one there is can be changed, and as it is wanted.
 * @throws a `refused` failure.
 */
export function checkChangeable({ cluster, name, spot }: WantedManaged, { existing }: FoundManaged): void {
  const { status, updateStatus, updateStatusReason, managedInstancesProvider: managed } = existing ?? {};
  if (updateStatus === 'CREATE_FAILED') {
    throw new Failure(
      'refused',
      `capacity provider ${name} could not be made: ${updateStatusReason?.replace(/\.$/, '') ?? 'AWS gives no reason'}`,
      { hint: `mend that, remove it, and run the same again: ecsctl capacity rm ${name} -c ${cluster}` },
    );
  }
  if (status === 'DEPROVISIONING' || updateStatus === 'DELETE_IN_PROGRESS') {
    throw new Failure('refused', `capacity provider ${name} is being deleted`, {
      hint: 'run the same again when it is gone, or choose another --name',
    });
  }
  if (spot && managed?.instanceLaunchTemplate?.capacityOptionType !== 'SPOT') {
    throw new Failure(
      'refused',
      `capacity provider ${name} was made without Spot, and AWS lets nobody change that`,
      { hint: 'make another one with --spot and another --name, and move services on to it' },
    );
  }
}

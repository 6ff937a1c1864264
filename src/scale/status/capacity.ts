import type { CapacityProvider, CapacityProviderStrategyItem } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { listed } from '../../terminal/listed.ts';
import { quantity } from '../../terminal/number.ts';
import type { FoundStatus } from './found.ts';
import { strategyOf } from './read-capacity.ts';
import { serviceFleet } from './service-fleet.ts';
import type { CapacityStatus, ProviderStatus } from './value.ts';

/** Where the tasks of a scale-out have to go, and whether anything would make room for them. */
export function capacityStatus(found: FoundStatus): CapacityStatus {
  const strategy = strategyOf(found.service);
  if (strategy.length > 0) {
    const providers = strategy.map((item) => providerStatus(item, found.capacityProviders));
    return { text: listed(providers.map(({ text }) => text)), providers, ...fleetOf(found) };
  }
  const { launchType } = found.service;
  return {
    text: launchTypeWords(launchType, found),
    ...(launchType && { launchType }),
    providers: [],
    ...fleetOf(found),
  };
}

function fleetOf(found: FoundStatus): Pick<CapacityStatus, 'fleet'> {
  return found.fleet ? { fleet: serviceFleet(found.fleet, found.service) } : {};
}

function launchTypeWords(launchType: string | undefined, { cluster }: FoundStatus): string {
  const instances = cluster?.registeredContainerInstancesCount ?? 0;
  const registered = instances === 1 ? '1 instance is' : `${quantity(instances)} instances are`;
  switch (launchType) {
    case 'FARGATE':
      return 'Fargate: no instances to wait for';
    case 'EC2':
      return `launch type EC2: ${registered} registered in the cluster, and nothing adds any for this service`;
    case 'EXTERNAL':
      return `your own machines: ${registered} registered in the cluster, and nothing adds any`;
    case 'MANAGED_INSTANCES':
      return 'ECS Managed Instances: ECS starts instances as tasks need them';
    default:
      return launchType ? `launch type ${launchType}` : 'neither a launch type nor a capacity provider';
  }
}

function providerStatus(
  { capacityProvider = '', base = 0, weight = 0 }: CapacityProviderStrategyItem,
  described: readonly CapacityProvider[],
): ProviderStatus {
  const name = nameOf(capacityProvider);
  const provider = described.find((one) => one.name === name);
  const scaling = provider?.autoScalingGroupProvider?.managedScaling;
  return {
    name,
    base,
    weight,
    text: providerWords(name, provider),
    ...(provider?.status && { status: provider.status }),
    ...(provider?.updateStatus && { updateStatus: provider.updateStatus }),
    ...(scaling?.status && { managedScaling: scaling.status }),
    ...(scaling?.targetCapacity !== undefined && { targetCapacity: scaling.targetCapacity }),
  };
}

function providerWords(name: string, provider: CapacityProvider | undefined): string {
  if (name === 'FARGATE') return 'Fargate: no instances to wait for';
  if (name === 'FARGATE_SPOT') return 'Fargate Spot: no instances to wait for, while AWS has room to spare';
  if (!provider) return `${name}: ECS does not know this capacity provider`;
  if (provider.status !== 'ACTIVE') return `${name}: it is ${provider.status}`;
  if (provider.managedInstancesProvider) return `${name}: ECS starts instances as tasks need them`;
  const { autoScalingGroupArn, managedScaling } = provider.autoScalingGroupProvider ?? {};
  const group = autoScalingGroupArn?.split('autoScalingGroupName/').at(-1);
  if (managedScaling?.status !== 'ENABLED')
    return `${name}: ECS adds no instances to group ${group} by itself`;
  const target = managedScaling.targetCapacity ?? 100;
  return `${name}: ECS grows group ${group} to keep it ${target}% in use, so a full one makes tasks wait`;
}

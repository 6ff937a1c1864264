import type { ManagedInstancesProvider } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { duration } from '../../terminal/ago.ts';
import type { Fields } from '../changed-fields.ts';
import { rangeText } from './range.ts';

/** The settings as a reader sees them, lists in an order of their own: AWS minds none. */
export function fieldsOf({
  infrastructureRoleArn,
  instanceLaunchTemplate,
  infrastructureOptimization,
  propagateTags,
}: ManagedInstancesProvider): Fields {
  const { networkConfiguration: network, instanceRequirements: needs } = instanceLaunchTemplate ?? {};
  const { scaleInAfter } = infrastructureOptimization ?? {};
  return {
    'infrastructure role': shortName(infrastructureRoleArn),
    'instance profile': shortName(instanceLaunchTemplate?.ec2InstanceProfileArn),
    subnets: listText(network?.subnets),
    'security groups': listText(network?.securityGroups),
    vCPUs: needs?.vCpuCount && rangeText(needs.vCpuCount),
    'memory in MiB': needs?.memoryMiB && rangeText(needs.memoryMiB),
    'instance types': listText(needs?.allowedInstanceTypes),
    'excluded types': listText(needs?.excludedInstanceTypes),
    processors: listText(needs?.cpuManufacturers),
    'paid as': instanceLaunchTemplate?.capacityOptionType,
    'storage in GiB': instanceLaunchTemplate?.storageConfiguration?.storageSizeGiB,
    monitoring: instanceLaunchTemplate?.monitoring,
    'scale in after': scaleInAfter === undefined ? undefined : idleText(scaleInAfter),
    'propagate tags': propagateTags,
  };
}

function idleText(seconds: number): string {
  return seconds < 0 ? 'never' : duration(seconds);
}

function shortName(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : nameOf(arn);
}

function listText(names: readonly string[] | undefined): string | undefined {
  return names?.length ? [...names].sort().join(', ') : undefined;
}

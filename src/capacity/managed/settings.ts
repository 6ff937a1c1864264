import type {
  CpuManufacturer,
  InstanceLaunchTemplate,
  InstanceRequirementsRequest,
  ManagedInstancesProvider,
} from '@aws-sdk/client-ecs';
import type { FoundManaged } from './found.ts';
import type { Architecture, WantedManaged } from './wanted.ts';

/** Who makes the processors of an architecture. */
const manufacturers: Readonly<Record<Architecture, readonly CpuManufacturer[]>> = {
  x86_64: ['amd', 'intel'],
  arm64: ['amazon-web-services'],
};

/** Managed instances with what is wanted of them, over what there is. */
export function merged(
  before: ManagedInstancesProvider,
  wanted: WantedManaged,
  { infrastructureRole, instanceProfile }: Pick<FoundManaged, 'infrastructureRole' | 'instanceProfile'>,
): ManagedInstancesProvider {
  const { propagateTags, scaleInAfter } = wanted;
  return {
    ...before,
    ...(infrastructureRole && { infrastructureRoleArn: infrastructureRole.arn }),
    instanceLaunchTemplate: template(before.instanceLaunchTemplate, wanted, instanceProfile?.arn),
    ...(propagateTags !== undefined && { propagateTags: propagateTags ? 'CAPACITY_PROVIDER' : 'NONE' }),
    ...(scaleInAfter !== undefined && { infrastructureOptimization: { scaleInAfter } }),
  };
}

function template(
  before: InstanceLaunchTemplate | undefined,
  wanted: WantedManaged,
  profileArn: string | undefined,
): InstanceLaunchTemplate {
  const { subnets, securityGroups, storage, monitoring, spot } = wanted;
  const requirements = requirementsOf(before?.instanceRequirements, wanted);
  return {
    ...before,
    ec2InstanceProfileArn: profileArn ?? before?.ec2InstanceProfileArn,
    networkConfiguration: {
      ...before?.networkConfiguration,
      ...(subnets && { subnets: [...subnets] }),
      ...(securityGroups && { securityGroups: [...securityGroups] }),
    },
    ...(requirements && { instanceRequirements: requirements }),
    ...(storage !== undefined && { storageConfiguration: { storageSizeGiB: storage } }),
    ...(monitoring && { monitoring }),
    ...(spot && { capacityOptionType: 'SPOT' }),
  };
}

/** AWS wants a least of vCPUs and of memory wherever anything is required; where nobody says it, that is one. */
function requirementsOf(
  before: InstanceRequirementsRequest | undefined,
  { vcpu, memory, instanceTypes, exclude, arch }: WantedManaged,
): InstanceRequirementsRequest | undefined {
  if (!vcpu && !memory && !instanceTypes && !exclude && !arch) return before;
  const { allowedInstanceTypes, excludedInstanceTypes, ...rest } = before ?? {
    vCpuCount: undefined,
    memoryMiB: undefined,
  };
  // AWS takes one of the two lists, and the one that is named takes the place of the other.
  const allowed = instanceTypes ? [...instanceTypes] : exclude ? undefined : allowedInstanceTypes;
  const excluded = exclude ? [...exclude] : instanceTypes ? undefined : excludedInstanceTypes;
  return {
    ...rest,
    vCpuCount: vcpu ?? rest.vCpuCount ?? { min: 1 },
    memoryMiB: memory ?? rest.memoryMiB ?? { min: 1 },
    ...(allowed && { allowedInstanceTypes: allowed }),
    ...(excluded && { excludedInstanceTypes: excluded }),
    ...(arch && { cpuManufacturers: [...manufacturers[arch]] }),
  };
}

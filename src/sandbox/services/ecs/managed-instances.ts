import type {
  CreateManagedInstancesProviderConfiguration,
  ManagedInstancesProvider,
  UpdateManagedInstancesProviderConfiguration,
} from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { invalidParameter, lastPart } from './lookup.ts';

const LONGEST_DELAY = 3600;

/** Managed instances as a request asks for them, with what it leaves out. Throws InvalidParameterException. */
export function newManaged(given: CreateManagedInstancesProviderConfiguration): ManagedInstancesProvider {
  const { instanceLaunchTemplate: template } = given;
  return checked({
    ...given,
    propagateTags: given.propagateTags ?? 'NONE',
    instanceLaunchTemplate: template && {
      ...template,
      capacityOptionType: template.capacityOptionType ?? 'ON_DEMAND',
      monitoring: template.monitoring ?? 'BASIC',
    },
  });
}

/** What a change names, over what there is; it holds for instances that are launched from then on. */
export function changedManaged(
  before: ManagedInstancesProvider,
  { instanceLaunchTemplate: template, ...given }: UpdateManagedInstancesProviderConfiguration,
): ManagedInstancesProvider {
  const named = (members: object) =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const { instanceLaunchTemplate: old } = before;
  return checked({
    ...before,
    ...named(given),
    instanceLaunchTemplate: old && { ...old, ...named(template ?? {}) },
  });
}

/** Why ECS cannot run instances with this infrastructure role; undefined where it can. */
export function roleFlaw(
  { iam }: Region,
  { infrastructureRoleArn = '' }: ManagedInstancesProvider,
): string | undefined {
  const role = iam.roles.get(lastPart(infrastructureRoleArn));
  if (role && decodeURIComponent(role.AssumeRolePolicyDocument ?? '').includes('ecs.amazonaws.com')) {
    return undefined;
  }
  return (
    `ECS was unable to assume the role '${infrastructureRoleArn}' that was provided for this capacity provider. ` +
    'Please verify that the role being passed has the proper trust relationship and permissions and that your IAM ' +
    'user has permissions to pass this role.'
  );
}

function checked(managed: ManagedInstancesProvider): ManagedInstancesProvider {
  const { instanceLaunchTemplate: template, infrastructureOptimization } = managed;
  if (!template?.networkConfiguration?.subnets?.length) {
    throw invalidParameter('At least one subnet is required for managed instances.');
  }
  const { vCpuCount, memoryMiB, allowedInstanceTypes, excludedInstanceTypes } =
    template.instanceRequirements ?? {};
  for (const { min = 0, max } of [vCpuCount ?? {}, memoryMiB ?? {}] as { min?: number; max?: number }[]) {
    if (max !== undefined && min > max) throw invalidParameter('A minimum must not be above its maximum.');
  }
  if (allowedInstanceTypes?.length && excludedInstanceTypes?.length) {
    throw invalidParameter('allowedInstanceTypes and excludedInstanceTypes cannot be used together.');
  }
  const { scaleInAfter } = infrastructureOptimization ?? {};
  if (scaleInAfter !== undefined && (scaleInAfter < -1 || scaleInAfter > LONGEST_DELAY)) {
    throw invalidParameter(`scaleInAfter must be -1, or 0 to ${LONGEST_DELAY}.`);
  }
  return managed;
}

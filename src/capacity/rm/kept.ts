import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import type { Kept } from '../../plan/plan.ts';
import { isStaying } from '../attach/protection.ts';
import { groupOf } from '../found.ts';
import { groupResource } from '../group-resource.ts';
import type { FoundRemoval } from './found.ts';

/** The group that stays, with what it goes on costing. */
export function keptGroup(group: AutoScalingGroup, region: string): Kept {
  const { DesiredCapacity = 0, Instances = [] } = group;
  const types = [...new Set(Instances.flatMap(({ InstanceType }) => InstanceType ?? []))].join(', ');
  const machines = Instances.length === 1 ? 'its instance' : `its ${Instances.length} instances`;
  const cost =
    Instances.length > 0
      ? `${machines}${types && ` (${types})`} ${Instances.length === 1 ? 'goes' : 'go'} on running and costing`
      : DesiredCapacity > 0
        ? `it wants ${DesiredCapacity} ${DesiredCapacity === 1 ? 'instance' : 'instances'}, which cost when they come`
        : 'it has no instances and costs nothing';
  return {
    resource: groupResource(group, region),
    reason: `${cost}; --asg deletes it, too`,
  };
}

/** What instances of a group that goes were launched from. */
export function keptTemplate(
  { LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName }: AutoScalingGroup,
  region: string,
): Kept[] {
  const named = LaunchTemplate ?? MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  const template = named?.LaunchTemplateName ?? named?.LaunchTemplateId;
  const id = template ?? LaunchConfigurationName;
  if (id === undefined) return [];
  const type = template === undefined ? 'launch configuration' : 'launch template';
  return [{ resource: { type, id, region }, reason: 'it costs nothing, and other groups may use it' }];
}

/** The roles that a provider of managed instances was given. */
export function keptRoles({ managedInstancesProvider: managed }: CapacityProvider, region: string): Kept[] {
  const { infrastructureRoleArn: role, instanceLaunchTemplate } = managed ?? {};
  const profile = instanceLaunchTemplate?.ec2InstanceProfileArn;
  const kept = (type: string, arn: string | undefined): Kept[] =>
    arn === undefined
      ? []
      : [{ resource: { type, id: nameOf(arn), arn, region }, reason: 'others may use it' }];
  return [...kept('infrastructure role', role), ...kept('instance profile', profile)];
}

/** What must be known of a group that goes on without the provider that has scaled it. */
export function leftAloneWarnings(found: FoundRemoval, group: AutoScalingGroup): string[] {
  const { AutoScalingGroupName: name, DesiredCapacity = 0, Instances = [] } = group;
  const guarded = Instances.filter((one) => one.ProtectedFromScaleIn && isStaying(one)).length;
  const isScaledElse = found.providers.some(
    (one) => one.name !== found.provider?.name && groupOf(one) === name && isManaged(one),
  );
  const isScaled = found.provider !== undefined && isManaged(found.provider) && !isScaledElse;
  return [
    ...(isScaled
      ? [
          `ECS scales group ${name} no longer: it stays at ${DesiredCapacity} ` +
            `${DesiredCapacity === 1 ? 'instance' : 'instances'} until somebody or a policy of its own changes that`,
        ]
      : []),
    ...(guarded > 0
      ? [
          `${guarded} of its instances ${guarded === 1 ? 'is' : 'are'} protected from scale-in and ` +
            `${guarded === 1 ? 'stays' : 'stay'} so: nothing but an end of that protection lets the group shrink`,
        ]
      : []),
  ];
}

function isManaged({ autoScalingGroupProvider }: CapacityProvider): boolean {
  return autoScalingGroupProvider?.managedScaling?.status === 'ENABLED';
}

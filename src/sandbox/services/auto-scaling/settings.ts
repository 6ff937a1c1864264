import type { CreateAutoScalingGroupType, UpdateAutoScalingGroupType } from '@aws-sdk/client-auto-scaling';
import type { Region } from '../../world/region.ts';
import { resolved } from './launch-template.ts';
import { invalid } from './lookup.ts';
import type { GroupSettings } from './state.ts';

const ZONES = ['a', 'b', 'c'];

/** Members of a request that are not the group's settings, or are kept apart from them. */
const apart = new Set([
  ...['AutoScalingGroupName', 'MinSize', 'MaxSize', 'DesiredCapacity', 'Tags', 'InstanceId'],
  ...['LifecycleHookSpecificationList', 'SkipZonalShiftValidation'],
]);

/** What AWS fills in where a new group's request says nothing. */
const DEFAULTS: GroupSettings = {
  DefaultCooldown: 300,
  HealthCheckType: 'EC2',
  HealthCheckGracePeriod: 0,
  TerminationPolicies: ['Default'],
  NewInstancesProtectedFromScaleIn: false,
  CapacityRebalance: false,
  DeletionProtection: 'none',
};

/** The settings of a new group. Throws ValidationError. */
export function newSettings(input: CreateAutoScalingGroupType, region: Region): GroupSettings {
  const { LaunchTemplate, LaunchConfigurationName, MixedInstancesPolicy, InstanceId } = input;
  const sources = [LaunchTemplate, LaunchConfigurationName, MixedInstancesPolicy, InstanceId];
  if (sources.filter((source) => source !== undefined).length !== 1) {
    throw invalid(
      'Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.',
    );
  }
  if (!input.VPCZoneIdentifier && !input.AvailabilityZones?.length) {
    throw invalid('At least one Availability Zone or VPC Subnet is required.');
  }
  return changed(DEFAULTS, input, region);
}

/** The settings with those changed that a request names. Throws ValidationError. */
export function changed(
  before: GroupSettings,
  input: CreateAutoScalingGroupType | UpdateAutoScalingGroupType,
  region: Region,
): GroupSettings {
  const named = Object.entries(input).filter(([name, value]) => value !== undefined && !apart.has(name));
  const after: GroupSettings = { ...before, ...Object.fromEntries(named) };
  if (input.LaunchTemplate) after.LaunchTemplate = resolved(region, input.LaunchTemplate);
  if (input.VPCZoneIdentifier) after.AvailabilityZones = zonesOf(input.VPCZoneIdentifier, region);
  return after;
}

/** The zones of the subnets; one that EC2 does not know here lies in the next zone of the region. */
function zonesOf(subnets: string, { ec2, name }: Region): string[] {
  const zones = subnets.split(',').map((id, index) => {
    return ec2.subnets.get(id.trim())?.AvailabilityZone ?? `${name}${ZONES[index % ZONES.length]}`;
  });
  return [...new Set(zones)];
}

import type { Region } from '../../world/region.ts';
import type { Group, GroupInstance } from '../auto-scaling/state.ts';
import { defaultGroupOf } from './default-group.ts';
import type { LaunchTemplate, Subnet } from './state.ts';

/** An instance that an Auto Scaling group runs, the only ones that there are, and where in the network it is. */
export interface PlacedInstance {
  readonly instance: GroupInstance;
  readonly group: Group;
  /** Undefined where the group names zones and no subnets. */
  readonly subnet: Subnet | undefined;
  readonly securityGroups: readonly string[];
  readonly imageId: string | undefined;
}

export function* groupInstances(region: Region): Generator<PlacedInstance> {
  for (const group of region.autoScaling.groups.values()) {
    for (const instance of group.instances) yield placed(region, group, instance);
  }
}

function placed(region: Region, group: Group, instance: GroupInstance): PlacedInstance {
  const subnet = subnetOf(region, group, instance);
  const { SecurityGroupIds, NetworkInterfaces, ImageId } = templateData(region, instance) ?? {};
  const named = SecurityGroupIds?.length ? SecurityGroupIds : NetworkInterfaces?.[0]?.Groups;
  const securityGroups = named ?? (subnet ? defaultGroupOf(region, subnet.VpcId) : []);
  return { instance, group, subnet, securityGroups, imageId: ImageId };
}

function subnetOf({ ec2 }: Region, { settings }: Group, { zone }: GroupInstance): Subnet | undefined {
  const ids = settings.VPCZoneIdentifier?.split(',') ?? [];
  const subnets = ids.map((id) => ec2.subnets.get(id.trim())).filter((subnet) => subnet !== undefined);
  return subnets.find(({ AvailabilityZone }) => AvailabilityZone === zone) ?? subnets[0];
}

function templateData({ ec2 }: Region, { launchTemplate: named }: GroupInstance) {
  const template = named && ec2.launchTemplates.get(named.LaunchTemplateId ?? '');
  return template && versionNamed(template, named.Version)?.LaunchTemplateData;
}

function versionNamed({ versions }: LaunchTemplate, version: string | undefined) {
  return versions.find(({ VersionNumber }) => String(VersionNumber) === version) ?? versions[0];
}

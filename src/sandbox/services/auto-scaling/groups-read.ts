import type {
  AutoScalingGroup,
  DescribeAutoScalingGroupsCommandInput,
  DescribeAutoScalingGroupsCommandOutput,
  Filter,
  Instance,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import { invalid, listed } from './lookup.ts';
import type { Group, GroupInstance } from './state.ts';

/** The groups that are named, or all; a name that no group has is passed over. */
export function DescribeAutoScalingGroups(
  input: DescribeAutoScalingGroupsCommandInput,
  { region }: Call,
): Answer<DescribeAutoScalingGroupsCommandOutput> {
  const { AutoScalingGroupNames: names = [], Filters: filters = [], IncludeInstances: shown = true } = input;
  const wanted = [...region.autoScaling.groups.values()]
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .filter((group) => filters.every((filter) => satisfies(group, filter)));
  const { items, nextToken } = listed(wanted, input, { otherwise: 50, most: 100 });
  return { AutoScalingGroups: items.map((group) => describe(group, shown)), NextToken: nextToken };
}

function satisfies({ tags }: Group, { Name = '', Values = [] }: Filter): boolean {
  const all = [...tags.values()];
  if (Name === 'tag-key') return all.some(({ Key }) => Values.includes(Key ?? ''));
  if (Name === 'tag-value') return all.some(({ Value }) => Values.includes(Value ?? ''));
  if (!Name.startsWith('tag:')) throw invalid(`Filter type ${Name} is not correct.`);
  const tag = tags.get(Name.slice('tag:'.length));
  return tag !== undefined && Values.includes(tag.Value ?? '');
}

function describe(group: Group, withInstances: boolean): AutoScalingGroup {
  const { settings } = group;
  return {
    ...settings,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    MinSize: group.minSize,
    MaxSize: group.maxSize,
    DesiredCapacity: group.desiredCapacity,
    DefaultCooldown: settings.DefaultCooldown,
    AvailabilityZones: settings.AvailabilityZones ?? [],
    LoadBalancerNames: settings.LoadBalancerNames ?? [],
    TargetGroupARNs: settings.TargetGroupARNs ?? [],
    TrafficSources: settings.TrafficSources ?? [],
    HealthCheckType: settings.HealthCheckType,
    Instances: withInstances ? group.instances.map(describeInstance) : [],
    CreatedTime: group.createdAt,
    SuspendedProcesses: [],
    EnabledMetrics: [],
    Status: group.isDeleting ? 'Delete in progress' : undefined,
    Tags: [...group.tags.values()],
    ServiceLinkedRoleARN: settings.ServiceLinkedRoleARN ?? serviceLinkedRole(group),
  };
}

function describeInstance(instance: GroupInstance): Instance {
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType,
    AvailabilityZone: instance.zone,
    LifecycleState: instance.state,
    HealthStatus: 'Healthy',
    LaunchTemplate: instance.launchTemplate,
    ProtectedFromScaleIn: instance.protectedFromScaleIn,
  };
}

function serviceLinkedRole({ arn }: Group): string {
  const [, partition, , , account] = arn.split(':');
  const path = 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  return `arn:${partition}:iam::${account}:role/${path}`;
}

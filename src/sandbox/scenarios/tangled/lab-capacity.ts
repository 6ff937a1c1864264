import type { Call } from '../../service.ts';
import { CreateAutoScalingGroup } from '../../services/auto-scaling/groups.ts';
import type { PlantedResource } from '../../services/cloudformation/planting.ts';
import { CreateLaunchTemplate } from '../../services/ec2/launch-templates.ts';
import { CreateCapacityProvider } from '../../services/ecs/capacity-providers.ts';
import { CreateCluster } from '../../services/ecs/clusters.ts';
import { arn } from '../../world/arn.ts';

/** A capacity provider of the lab's own, on protected instances; it is active some seconds later. */
export function provideNodes(
  call: Call,
  { subnets, group }: { subnets: readonly string[]; group: string },
): PlantedResource[] {
  const { LaunchTemplate } = CreateLaunchTemplate(
    {
      LaunchTemplateName: 'lab-nodes',
      LaunchTemplateData: { InstanceType: 't3.small', SecurityGroupIds: [group] },
    },
    call,
  );
  const template = LaunchTemplate?.LaunchTemplateId ?? '';
  makeGroup(call, 'lab-nodes', { template, subnets, size: 2 });
  provide(call, 'lab-nodes');
  return [
    {
      logicalId: 'NodeTemplate',
      type: 'AWS::EC2::LaunchTemplate',
      physicalId: template,
      dependsOn: ['TaskGroup'],
    },
    {
      logicalId: 'Nodes',
      type: 'AWS::AutoScaling::AutoScalingGroup',
      physicalId: 'lab-nodes',
      dependsOn: ['NodeTemplate', 'Subnet1', 'Subnet2'],
    },
    {
      logicalId: 'Provider',
      type: 'AWS::ECS::CapacityProvider',
      physicalId: 'lab-nodes',
      dependsOn: ['Nodes'],
    },
  ];
}

/** The lab's cluster, which uses its own provider and one that the shop uses, too. */
export function manLab(call: Call): PlantedResource[] {
  CreateCluster({ clusterName: 'lab', capacityProviders: ['FARGATE', 'lab-nodes', 'shared-nodes'] }, call);
  return [{ logicalId: 'Cluster', type: 'AWS::ECS::Cluster', physicalId: 'lab', dependsOn: ['Provider'] }];
}

/** A provider that somebody made by hand, for whoever needs instances. */
export function shareNodes(call: Call, subnets: readonly string[]): void {
  const { LaunchTemplate } = CreateLaunchTemplate(
    { LaunchTemplateName: 'shared-nodes', LaunchTemplateData: { InstanceType: 'm7g.large' } },
    call,
  );
  const template = LaunchTemplate?.LaunchTemplateId ?? '';
  makeGroup(call, 'shared-nodes', { template, subnets, size: 0 });
  provide(call, 'shared-nodes');
}

function makeGroup(
  call: Call,
  name: string,
  { template, subnets, size }: { template: string; subnets: readonly string[]; size: number },
): void {
  CreateAutoScalingGroup(
    {
      AutoScalingGroupName: name,
      // ECS would take them away again: they have no tasks.
      MinSize: size,
      MaxSize: 4,
      DesiredCapacity: size,
      LaunchTemplate: { LaunchTemplateId: template },
      VPCZoneIdentifier: subnets.join(','),
      NewInstancesProtectedFromScaleIn: true,
    },
    call,
  );
}

function provide(call: Call, name: string): void {
  const group = call.region.autoScaling.groups.get(name);
  CreateCapacityProvider(
    {
      name,
      autoScalingGroupProvider: {
        autoScalingGroupArn: group?.arn ?? arn(call.region, 'autoscaling', `autoScalingGroup:${name}`),
        managedScaling: { status: 'ENABLED', targetCapacity: 90 },
        managedTerminationProtection: 'ENABLED',
      },
    },
    call,
  );
}

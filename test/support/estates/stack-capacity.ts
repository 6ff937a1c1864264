import { CreateAutoScalingGroup } from '../../../src/sandbox/services/auto-scaling/groups.ts';
import { CreateLaunchTemplate } from '../../../src/sandbox/services/ec2/launch-templates.ts';
import { CreateCapacityProvider } from '../../../src/sandbox/services/ecs/capacity-providers.ts';
import { CreateCluster } from '../../../src/sandbox/services/ecs/clusters.ts';
import type { Bill, Site } from './site.ts';

interface Nodes {
  readonly name: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly size: number;
}

/** A capacity provider of protected instances; it is active some seconds later. Gives the id of the launch template. */
export function provideNodes({ call, region }: Site, { name, subnets, groups, size }: Nodes): string {
  const LaunchTemplateData = { InstanceType: 't3.small' as const, SecurityGroupIds: [...groups] };
  const { LaunchTemplate } = CreateLaunchTemplate({ LaunchTemplateName: name, LaunchTemplateData }, call);
  const LaunchTemplateId = LaunchTemplate?.LaunchTemplateId ?? '';
  CreateAutoScalingGroup(
    {
      AutoScalingGroupName: name,
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity: size,
      LaunchTemplate: { LaunchTemplateId },
      VPCZoneIdentifier: subnets.join(','),
      NewInstancesProtectedFromScaleIn: true,
    },
    call,
  );
  CreateCapacityProvider(
    {
      name,
      autoScalingGroupProvider: {
        autoScalingGroupArn: region.autoScaling.groups.get(name)?.arn ?? '',
        managedScaling: { status: 'ENABLED', targetCapacity: 90 },
        managedTerminationProtection: 'ENABLED',
      },
    },
    call,
  );
  return LaunchTemplateId;
}

/** The stack's own nodes. */
export function addNodes(site: Site, bill: Bill, nodes: Nodes): void {
  const template = provideNodes(site, nodes);
  bill.add('NodeTemplate', 'EC2::LaunchTemplate', template, { after: ['TaskGroup'] });
  const after = ['NodeTemplate', 'Subnet1', 'Subnet2'];
  bill.add('Nodes', 'AutoScaling::AutoScalingGroup', nodes.name, { after });
  bill.add('Provider', 'ECS::CapacityProvider', nodes.name, { after: ['Nodes'] });
}

/** The stack's cluster, which may use these providers. */
export function addCluster({ call }: Site, bill: Bill, providers: readonly string[]): void {
  CreateCluster({ clusterName: 'lab', capacityProviders: ['FARGATE', ...providers] }, call);
  bill.add('Cluster', 'ECS::Cluster', 'lab', { after: ['Provider'] });
}

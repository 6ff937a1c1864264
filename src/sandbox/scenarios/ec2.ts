import type { Call } from '../service.ts';
import { CreateAutoScalingGroup } from '../services/auto-scaling/groups.ts';
import { CreateLaunchTemplate } from '../services/ec2/launch-templates.ts';
import { CreateCapacityProvider } from '../services/ecs/capacity-providers.ts';
import { PutClusterCapacityProviders } from '../services/ecs/cluster-capacity.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import { CreateService } from '../services/ecs/services.ts';
import { RegisterTaskDefinition } from '../services/ecs/task-definitions.ts';
import type { World } from '../world/world.ts';
import { visitors } from './daily-rhythm.ts';
import { layNetwork, makeGroup, type Network } from './estate/network.ts';
import type { Scenario } from './scenario.ts';

const HOUR_SECONDS = 3600;
const CLUSTER = 'fleet';

export const ec2: Scenario = {
  name: 'ec2',
  story:
    'Cluster fleet runs on machines of its own: service api nearly fills two of at most six behind capacity provider ' +
    'nodes, and report has a machine of group spare, which no provider manages.',
  begin: 'ecsctl capacity status fleet',
  build,
};

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(HOUR_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  const network = layNetwork(call, CLUSTER, 3);
  const securityGroup = makeGroup(call, network.vpc, 'fleet-nodes');
  CreateCluster({ clusterName: CLUSTER, settings: [{ name: 'containerInsights', value: 'enabled' }] }, call);
  const nodes = { name: 'nodes', type: 't3.large' as const, least: 2, most: 6, isProtected: true };
  standGroup(call, network, securityGroup, nodes);
  const spare = { name: 'spare', type: 'm5.xlarge' as const, least: 1, most: 3, isProtected: false };
  standGroup(call, network, securityGroup, spare);
  provide(call);
  const ready = new Date(now.getTime() + 300_000);
  world.settle(ready);
  runApi({ ...call, now: ready });
  runReport({ ...call, now: ready }, network, securityGroup);
  world.settle();
}

interface Machines {
  readonly name: string;
  readonly type: 't3.large' | 'm5.xlarge';
  readonly least: number;
  readonly most: number;
  readonly isProtected: boolean;
}

/** A group of which the instances join the cluster, as their user data says. */
function standGroup(call: Call, { subnets }: Network, securityGroup: string, machines: Machines): void {
  const { name, type, least, most, isProtected } = machines;
  const script = `#!/bin/bash\necho ECS_CLUSTER=${CLUSTER} >> /etc/ecs/ecs.config\n`;
  CreateLaunchTemplate(
    {
      LaunchTemplateName: name,
      LaunchTemplateData: {
        ImageId: 'ami-0a1b2c3d4e5f60718',
        InstanceType: type,
        SecurityGroupIds: [securityGroup],
        UserData: Buffer.from(script).toString('base64'),
      },
    },
    call,
  );
  CreateAutoScalingGroup(
    {
      AutoScalingGroupName: name,
      LaunchTemplate: { LaunchTemplateName: name, Version: '$Latest' },
      ...{ MinSize: least, MaxSize: most, DesiredCapacity: least },
      VPCZoneIdentifier: subnets.join(','),
      NewInstancesProtectedFromScaleIn: isProtected,
    },
    call,
  );
}

/** Capacity provider `nodes` of the group of that name, in the cluster. */
function provide(call: Call): void {
  CreateCapacityProvider(
    {
      name: 'nodes',
      autoScalingGroupProvider: {
        autoScalingGroupArn: 'nodes',
        managedScaling: { status: 'ENABLED', targetCapacity: 100, instanceWarmupPeriod: 60 },
        managedTerminationProtection: 'ENABLED',
        managedDraining: 'ENABLED',
      },
    },
    call,
  );
  const now = new Date(call.now.getTime() + 60_000);
  call.world.settle(now);
  PutClusterCapacityProviders(
    { cluster: CLUSTER, capacityProviders: ['nodes'], defaultCapacityProviderStrategy: [] },
    { ...call, now },
  );
}

/** Seven tasks of half a core, where there is room for eight. */
function runApi(call: Call): void {
  register(call, 'api', { cpu: 512, memory: 1024, networkMode: 'bridge' });
  CreateService(
    {
      cluster: CLUSTER,
      serviceName: 'api',
      taskDefinition: 'api',
      desiredCount: 7,
      capacityProviderStrategy: [{ capacityProvider: 'nodes', weight: 1 }],
      // With full machines there is no room for more tasks than these: old ones go before new ones come.
      deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 },
    },
    call,
  );
  call.region.demand.set(`${CLUSTER}/api`, {
    kind: 'requests',
    rate: visitors(`${CLUSTER}/api`, { least: 6, most: 40 }),
    requestsAtFullCpu: 12,
    idleCpu: 3,
    idleMemory: 34,
    busyMemory: 22,
    responseSeconds: 0.09,
  });
}

/** One busy task that is too large for the machines of `nodes`. */
function runReport(call: Call, { subnets }: Network, securityGroup: string): void {
  register(call, 'report', { cpu: 3072, memory: 6144, networkMode: 'awsvpc' });
  CreateService(
    {
      cluster: CLUSTER,
      serviceName: 'report',
      taskDefinition: 'report',
      desiredCount: 1,
      launchType: 'EC2',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [...subnets], securityGroups: [securityGroup] },
      },
    },
    call,
  );
  // Always so much to do that the CPU of its machine is well above half, and of two machines well below it.
  call.region.demand.set(`${CLUSTER}/report`, {
    kind: 'requests',
    rate: visitors(`${CLUSTER}/report`, { least: 5, most: 5.4 }),
    requestsAtFullCpu: 6,
    idleCpu: 4,
    idleMemory: 45,
    busyMemory: 20,
    responseSeconds: 0.8,
  });
}

function register(
  call: Call,
  family: string,
  needs: { cpu: number; memory: number; networkMode: 'bridge' | 'awsvpc' },
): void {
  const { accountId, name } = call.region;
  const image = `${accountId}.dkr.ecr.${name}.amazonaws.com/${family}:2024.1`;
  RegisterTaskDefinition(
    {
      family,
      requiresCompatibilities: ['EC2'],
      networkMode: needs.networkMode,
      containerDefinitions: [
        { name: family, image, essential: true, cpu: needs.cpu, memory: needs.memory, portMappings: [] },
      ],
    },
    call,
  );
}

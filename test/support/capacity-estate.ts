import type { Call } from '../../src/sandbox/service.ts';
import { CreateAutoScalingGroup } from '../../src/sandbox/services/auto-scaling/groups.ts';
import { CreateLaunchTemplate } from '../../src/sandbox/services/ec2/launch-templates.ts';
import type { World } from '../../src/sandbox/world/world.ts';

const region = 'us-east-1';

interface Machines {
  readonly name?: string;
  readonly size?: number;
  readonly most?: number;
  /** Whether new instances are protected from scale-in. */
  readonly isProtected?: boolean;
}

/** What a handler is given at this moment of a world's life. */
export function callIn(world: World): Call {
  world.settle();
  return { world, region: world.region(region), now: world.clock.now(), endpoint: 'http://127.0.0.1:1' };
}

/** An Auto Scaling group whose instances are launched with the next ticks. */
export function makeMachines(world: World, machines: Machines = {}): void {
  const { name = 'machines', size = 0, most = 200, isProtected = false } = machines;
  const call = callIn(world);
  const LaunchTemplateData = { InstanceType: 't3.small' as const };
  const { LaunchTemplate } = CreateLaunchTemplate({ LaunchTemplateName: name, LaunchTemplateData }, call);
  CreateAutoScalingGroup(
    {
      AutoScalingGroupName: name,
      // ECS takes away what no task needs, down to this.
      MinSize: size,
      MaxSize: most,
      DesiredCapacity: size,
      LaunchTemplate: { LaunchTemplateId: LaunchTemplate?.LaunchTemplateId ?? '' },
      AvailabilityZones: [`${region}a`],
      NewInstancesProtectedFromScaleIn: isProtected,
    },
    call,
  );
}

/** The group as the world has it. */
export function machinesIn(world: World, name = 'machines') {
  const group = world.region(region).autoScaling.groups.get(name);
  if (!group) throw new Error(`no group ${name}`);
  return group;
}

/** The cluster as the world has it. */
export function clusterIn(world: World, name = 'prod') {
  const cluster = world.region(region).ecs.clusters.get(name);
  if (!cluster) throw new Error(`no cluster ${name}`);
  return cluster;
}

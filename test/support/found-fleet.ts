import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type {
  CapacityProvider,
  ContainerInstance,
  ManagedScaling,
  Service,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { FoundFleet, FoundGroup, ReservationPoint } from '../../src/ecs/fleet/found.ts';

/** When AWS was asked. */
export const at = new Date('2026-03-02T09:30:00Z');

export function ago(minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000);
}

const arnOf = (resource: string) => `arn:aws:ecs:eu-central-1:123456789012:${resource}`;

interface Machine {
  readonly id: string;
  /** CPU units and MiB that are free, of a t3.large. */
  readonly free?: readonly [cpu: number, memory: number];
  readonly provider?: string | undefined;
  readonly values?: Partial<ContainerInstance>;
}

/** A t3.large that has been in the cluster for a day, all of it free unless said so. */
export function aMachine({
  id,
  free = [2048, 7823],
  provider = 'nodes',
  values,
}: Machine): ContainerInstance {
  const resources = (cpu: number, memory: number) => [
    { name: 'CPU', type: 'INTEGER', integerValue: cpu },
    { name: 'MEMORY', type: 'INTEGER', integerValue: memory },
    { name: 'PORTS', type: 'STRINGSET', stringSetValue: ['22', '51678'] },
    { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
  ];
  return {
    containerInstanceArn: arnOf(`container-instance/fleet/${id}`),
    ec2InstanceId: id,
    capacityProviderName: provider,
    status: 'ACTIVE',
    agentConnected: true,
    runningTasksCount: Math.round((2048 - free[0]) / 512),
    pendingTasksCount: 0,
    registeredResources: resources(2048, 7823),
    remainingResources: resources(...free),
    registeredAt: ago(1440),
    attributes: [
      { name: 'ecs.instance-type', value: 't3.large' },
      { name: 'ecs.availability-zone', value: 'eu-central-1a' },
    ],
    ...values,
  };
}

/** Capacity provider `nodes` of a group of that name. */
export function aProvider(
  scaling: ManagedScaling = {},
  values: Partial<CapacityProvider> = {},
): CapacityProvider {
  return {
    name: 'nodes',
    status: 'ACTIVE',
    autoScalingGroupProvider: {
      autoScalingGroupArn: 'arn:aws:autoscaling:eu-central-1:1:autoScalingGroup:1:autoScalingGroupName/nodes',
      managedScaling: { status: 'ENABLED', targetCapacity: 100, instanceWarmupPeriod: 60, ...scaling },
      managedTerminationProtection: 'ENABLED',
    },
    ...values,
  };
}

/** The group `nodes` of two to six, with instances of these ids in service. */
export function aGroup(
  ids: readonly string[],
  values: Partial<AutoScalingGroup> = {},
  rest: Partial<FoundGroup> = {},
): FoundGroup {
  const group = {
    AutoScalingGroupName: 'nodes',
    MinSize: 2,
    MaxSize: 6,
    DesiredCapacity: ids.length,
    DefaultCooldown: 300,
    AvailabilityZones: ['eu-central-1a'],
    HealthCheckType: 'EC2',
    CreatedTime: ago(10_000),
    Instances: ids.map((id) => anInstance(id)),
    ...values,
  };
  return { group, types: ['t3.large'], ...rest };
}

export function anInstance(InstanceId: string, values: Partial<Instance> = {}): Instance {
  return {
    InstanceId,
    InstanceType: 't3.large',
    AvailabilityZone: 'eu-central-1a',
    LifecycleState: 'InService',
    HealthStatus: 'Healthy',
    ProtectedFromScaleIn: false,
    ...values,
  };
}

/** The same reservation in each of the last so many minutes. */
export function reserved(percent: number, minutes = 20): ReservationPoint[] {
  return Array.from({ length: minutes }, (_, index) => ({ at: ago(minutes - index), percent }));
}

export const apiDefinition: TaskDefinition = {
  taskDefinitionArn: arnOf('task-definition/api:1'),
  family: 'api',
  networkMode: 'bridge',
  containerDefinitions: [{ name: 'api', cpu: 512, memory: 1024 }],
};

/** A task of service api that waits for an instance of `nodes`, unless said otherwise. */
export function aWaitingTask(values: Partial<Task> = {}): Task {
  return {
    taskArn: arnOf('task/fleet/0123'),
    taskDefinitionArn: apiDefinition.taskDefinitionArn,
    group: 'service:api',
    launchType: 'EC2',
    capacityProviderName: 'nodes',
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    createdAt: ago(2),
    ...values,
  };
}

/** Service api with so many tasks wanted, running and pending. */
export function aPlacedService(
  [desiredCount, runningCount, pendingCount]: readonly [number, number, number],
  values: Partial<Service> = {},
): Service {
  return {
    serviceName: 'api',
    status: 'ACTIVE',
    desiredCount,
    runningCount,
    pendingCount,
    taskDefinition: apiDefinition.taskDefinitionArn,
    capacityProviderStrategy: [{ capacityProvider: 'nodes', weight: 1 }],
    events: [],
    ...values,
  };
}

/** An event of ECS's of so many minutes ago that says that it finds no place. */
export function aPlacementEvent(minutes = 1) {
  const message =
    '(service api) was unable to place a task because no container instance met all of its requirements.';
  return { id: 'e1', createdAt: ago(minutes), message };
}

/** Two machines, both full but for one task, which are just enough. */
export function aFoundFleet(values: Partial<FoundFleet> = {}): FoundFleet {
  const instances = values.instances ?? [
    aMachine({ id: 'i-1', free: [0, 3727] }),
    aMachine({ id: 'i-2', free: [512, 4751] }),
  ];
  const ids = instances.flatMap(({ ec2InstanceId, capacityProviderName }) =>
    capacityProviderName === 'nodes' && ec2InstanceId ? [ec2InstanceId] : [],
  );
  return {
    at,
    cluster: 'fleet',
    providers: [aProvider()],
    services: [aPlacedService([7, 7, 0])],
    tasks: [],
    definitions: new Map([[apiDefinition.taskDefinitionArn ?? '', apiDefinition]]),
    groups: new Map([['nodes', aGroup(ids)]]),
    machines: new Map([['t3.large', { cpu: 2048, memory: 8192, interfaces: 3 }]]),
    reservations: new Map([['nodes', reserved(100)]]),
    ...values,
    instances,
  };
}

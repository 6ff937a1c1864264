import { describe, expect, it } from 'vitest';
import { SetDesiredCapacity } from '../../../../../src/sandbox/services/auto-scaling/groups.ts';
import { TerminateInstanceInAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/instances.ts';
import { GetMetricStatistics } from '../../../../../src/sandbox/services/cloudwatch/metric-data.ts';
import {
  DescribeContainerInstances,
  ListContainerInstances,
} from '../../../../../src/sandbox/services/ecs/container-instances.ts';
import { UpdateContainerInstancesState } from '../../../../../src/sandbox/services/ecs/draining.ts';
import { type PracticeWorld, refusal } from '../../world/practice-world.ts';
import { fleet, groupOf, resize, run, tasks } from './small-fleet.ts';

const managed = { managedScaling: { status: 'ENABLED', instanceWarmupPeriod: 0 } } as const;

function instances(practice: PracticeWorld) {
  const arns = ListContainerInstances({ cluster: 'prod' }, practice.call).containerInstanceArns ?? [];
  if (arns.length === 0) return [];
  const asked = { cluster: 'prod', containerInstances: arns };
  return DescribeContainerInstances(asked, practice.call).containerInstances ?? [];
}

function unplaced(practice: PracticeWorld): string[] {
  return practice
    .service()
    .events.map(({ message = '' }) => message)
    .filter((message) => message.includes('was unable to place a task'));
}

describe('an instance of a group', () => {
  it('joins the cluster that its user data names some seconds after it is in service, and leaves at its end', () => {
    const practice = fleet({ least: 1 });
    const [machine] = groupOf(practice).instances;
    expect(instances(practice)).toMatchObject([
      {
        ...{ ec2InstanceId: machine?.id, status: 'ACTIVE', agentConnected: true },
        remainingResources: [
          { name: 'CPU', integerValue: 2048 },
          { name: 'MEMORY', integerValue: 7823 },
          { name: 'PORTS' },
          { name: 'PORTS_UDP' },
        ],
      },
    ]);
    expect(instances(practice)[0]?.capacityProviderName).toBeUndefined();
    TerminateInstanceInAutoScalingGroup(
      { InstanceId: machine?.id, ShouldDecrementDesiredCapacity: false },
      practice.call,
    );
    practice.pass(60);
    expect(instances(practice)).toEqual([]);
    practice.pass(120);
    expect(instances(practice)).toHaveLength(1);
  });

  it('takes as many tasks as it has room for, and an event tells of the next', () => {
    const practice = fleet({ least: 1 });
    run(practice, 5, 'EC2');
    practice.pass(120);
    expect(tasks(practice)).toEqual({ RUNNING: 4, instances: 1 });
    expect(unplaced(practice)).toEqual([
      expect.stringMatching(/closest matching container-instance [0-9a-f]{32} has insufficient CPU units/),
    ]);
  });

  it('has an interface less for tasks of their own address than its type has', () => {
    const practice = fleet({ least: 1 });
    run(practice, 3, 'EC2', 'net');
    practice.pass(120);
    expect(tasks(practice)).toEqual({ RUNNING: 2, instances: 1 });
    expect(unplaced(practice)[0]).toContain('RESOURCE:ENI');
  });

  it('is missing in an event where there is none', () => {
    const practice = fleet();
    run(practice, 1, 'EC2');
    practice.pass(60);
    expect(unplaced(practice)[0]).toContain('No Container Instances were found in your cluster.');
  });

  it('takes its tasks with it, which the service starts again elsewhere', () => {
    const practice = fleet({ least: 2 });
    run(practice, 2, 'EC2');
    practice.pass(60);
    const [machine] = groupOf(practice).instances;
    TerminateInstanceInAutoScalingGroup(
      { InstanceId: machine?.id, ShouldDecrementDesiredCapacity: false },
      practice.call,
    );
    practice.pass(10);
    const ended = practice.service().tasks.find(({ status }) => status === 'STOPPED');
    expect(ended).toMatchObject({
      stopCode: 'TerminationNotice',
      stoppedReason: `Host EC2 (instance ${machine?.id}) terminated.`,
    });
    practice.pass(60);
    expect(tasks(practice)).toEqual({ RUNNING: 2, instances: 1 });
  });
});

describe('draining', () => {
  it('moves tasks of services away, and ends with ACTIVE', () => {
    const practice = fleet({ least: 2 });
    run(practice, 2, 'EC2');
    practice.pass(60);
    expect(tasks(practice)).toEqual({ RUNNING: 2, instances: 2 });
    const [first] = instances(practice);
    const one = { cluster: 'prod', containerInstances: [first?.containerInstanceArn ?? ''] };
    const gone = { cluster: 'prod', containerInstances: ['none'], status: 'DRAINING' as const };
    expect(UpdateContainerInstancesState(gone, practice.call).failures).toMatchObject([
      { reason: 'MISSING' },
    ]);
    UpdateContainerInstancesState({ ...one, status: 'DRAINING' }, practice.call);
    practice.pass(120);
    expect(tasks(practice)).toEqual({ RUNNING: 2, instances: 1 });
    expect(
      instances(practice)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['ACTIVE', 'DRAINING']);
    UpdateContainerInstancesState({ ...one, status: 'ACTIVE' }, practice.call);
    expect(instances(practice).map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
    const nonsense = { ...one, status: 'REGISTERING' } as const;
    expect(refusal(() => UpdateContainerInstancesState(nonsense, practice.call))).toMatch(
      /^InvalidParameterException/,
    );
  });

  it('that a provider manages holds the end of an instance until its tasks have gone', () => {
    const practice = fleet({ least: 1, provider: { ...managed, managedDraining: 'ENABLED' } });
    run(practice, 1, 'nodes');
    practice.pass(60);
    const [machine] = groupOf(practice).instances;
    TerminateInstanceInAutoScalingGroup(
      { InstanceId: machine?.id, ShouldDecrementDesiredCapacity: false },
      practice.call,
    );
    practice.pass(70);
    expect(machine?.state).toBe('Terminating:Wait');
    expect(tasks(practice)).toMatchObject({ RUNNING: 1 });
    practice.pass(240);
    expect(groupOf(practice).instances.map(({ id }) => id)).not.toContain(machine?.id);
    expect(tasks(practice)).toEqual({ RUNNING: 1, instances: 1 });
  });
});

describe('managed scaling', () => {
  it('launches two instances from nothing, on which the tasks run that waited', () => {
    const practice = fleet({ provider: managed });
    run(practice, 3, 'nodes');
    practice.pass(30);
    expect(tasks(practice)).toEqual({ PROVISIONING: 3, instances: 0 });
    practice.pass(60);
    expect(groupOf(practice).desiredCapacity).toBe(2);
    expect(reservations(practice)).toEqual([100, 100, 200, 200]);
    practice.pass(180);
    expect(tasks(practice)).toEqual({ RUNNING: 3, instances: 2 });
    expect(instances(practice)[0]?.capacityProviderName).toBe('nodes');
    expect(reservations(practice).at(-1)).toBe(100);
    expect(unplaced(practice)).toEqual([]);
  });

  it('brings as many as the tasks need, never more than the group may have', () => {
    const practice = fleet({ least: 1, most: 4, provider: managed });
    run(practice, 10, 'nodes');
    practice.pass(60);
    expect(groupOf(practice).desiredCapacity).toBe(3);
    practice.pass(240);
    expect(tasks(practice)).toEqual({ RUNNING: 10, instances: 3 });
    resize(practice, 40);
    practice.pass(300);
    expect(groupOf(practice).desiredCapacity).toBe(4);
    expect(tasks(practice)).toEqual({ RUNNING: 16, PROVISIONING: 24, instances: 4 });
  });

  it('goes in steps of the largest size', () => {
    const scaling = { ...managed.managedScaling, maximumScalingStepSize: 1 };
    const practice = fleet({ least: 1, provider: { managedScaling: scaling } });
    run(practice, 12, 'nodes');
    practice.pass(70);
    expect(groupOf(practice).desiredCapacity).toBe(2);
    practice.pass(300);
    expect(groupOf(practice).desiredCapacity).toBe(3);
  });

  it('keeps a spare instance for a target below 100', () => {
    const scaling = { ...managed.managedScaling, targetCapacity: 50 };
    const practice = fleet({ least: 1, provider: { managedScaling: scaling } });
    run(practice, 4, 'nodes');
    practice.pass(300);
    expect(groupOf(practice).desiredCapacity).toBe(2);
    practice.pass(600);
    expect(groupOf(practice).desiredCapacity).toBe(2);
  });

  it('takes away instances without tasks only, where they are protected', () => {
    const provider = { ...managed, managedTerminationProtection: 'ENABLED' } as const;
    const practice = fleet({ provider, isProtected: true });
    run(practice, 8, 'nodes');
    practice.pass(300);
    expect(tasks(practice)).toEqual({ RUNNING: 8, instances: 2 });
    SetDesiredCapacity({ AutoScalingGroupName: 'nodes', DesiredCapacity: 4 }, practice.call);
    const before = instances(practice).map(({ ec2InstanceId }) => ec2InstanceId);
    practice.pass(600);
    expect(groupOf(practice).desiredCapacity).toBe(2);
    expect(instances(practice).map(({ ec2InstanceId }) => ec2InstanceId)).toEqual(before);
    expect(groupOf(practice).instances.map((one) => one.protectedFromScaleIn)).toEqual([true, true]);
  });

  it('needs a group that protects its instances to protect them', () => {
    const provider = { ...managed, managedTerminationProtection: 'ENABLED' } as const;
    expect(refusal(() => fleet({ provider }))).toMatch(
      /^ClientException: The managed termination protection/,
    );
  });
});

/** The provider's metric minute by minute. */
function reservations(practice: PracticeWorld): (number | undefined)[] {
  const { Datapoints = [] } = GetMetricStatistics(
    {
      Namespace: 'AWS/ECS/ManagedScaling',
      MetricName: 'CapacityProviderReservation',
      Dimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'CapacityProviderName', Value: 'nodes' },
      ],
      ...{ StartTime: new Date(practice.now - 3600_000), EndTime: new Date(practice.now), Period: 60 },
      Statistics: ['Average'],
    },
    practice.call,
  );
  const sorted = Datapoints.toSorted((a, b) => (a.Timestamp?.getTime() ?? 0) - (b.Timestamp?.getTime() ?? 0));
  return sorted.map(({ Average }) => Average);
}

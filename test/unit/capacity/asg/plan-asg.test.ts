import type { AutoScalingGroup, Instance, ScalingPolicy } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { planGroupScaling } from '../../../../src/capacity/asg/plan-asg.ts';
import type { FoundGroupScaling } from '../../../../src/capacity/asg/read.ts';
import type { WantedGroupScaling } from '../../../../src/capacity/asg/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';

const group = 'machines';

function aGroup(more: Partial<AutoScalingGroup> = {}): AutoScalingGroup {
  const bounds = { MinSize: 1, MaxSize: 4, DesiredCapacity: 2, DefaultCooldown: 300 };
  return {
    AutoScalingGroupName: group,
    ...bounds,
    AvailabilityZones: [],
    HealthCheckType: 'EC2',
    CreatedTime: new Date(0),
    ...more,
  };
}

function aPolicy(more: Partial<ScalingPolicy> = {}): ScalingPolicy {
  return {
    ...{ PolicyName: 'ecsctl-cpu', PolicyType: 'TargetTrackingScaling', Enabled: true },
    TargetTrackingConfiguration: {
      ...{ TargetValue: 50, DisableScaleIn: false },
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    },
    ...more,
  };
}

function plan(wanted: Partial<WantedGroupScaling>, found: Partial<FoundGroupScaling> = {}) {
  const nothing = { region: 'us-east-1', group: aGroup(), policies: [], managers: [], clusters: [] };
  return planGroupScaling({ group, ...wanted }, { ...nothing, ...found });
}

const cpu50 = { cpu: 50 } as const;

describe('the policy on the CPU of a group', () => {
  it('is made after the bounds, under the name that services have for theirs', () => {
    const { subject, steps } = plan({ ...cpu50, min: 2, max: 10 });
    expect(subject).toBe('Auto Scaling group machines');
    expect(steps.map(({ id, action, after }) => [id, action, after])).toEqual([
      ['bounds', 'update', []],
      ['policy:ecsctl-cpu', 'create', ['bounds']],
    ]);
    expect(steps[1]?.changes).toEqual([
      { field: 'target', to: 50 },
      { field: 'metric', to: 'ASGAverageCPUUtilization' },
      { field: 'warm-up', to: '300 s, as the group has it' },
      { field: 'scale in', to: 'on' },
    ]);
    expect(steps[1]?.call.input).not.toHaveProperty('EstimatedInstanceWarmup');
  });

  it('is nothing to do where it is there already', () => {
    expect(plan(cpu50, { policies: [aPolicy()] }).steps).toEqual([]);
    const { Enabled: _, ...policy } = aPolicy();
    expect(plan(cpu50, { policies: [policy] }).steps).toEqual([]);
  });

  it('keeps what is not named, and can be put back as it was', () => {
    const before = aPolicy({
      EstimatedInstanceWarmup: 90,
      TargetTrackingConfiguration: {
        ...{ TargetValue: 40, DisableScaleIn: true },
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilizationHighResolution' },
      },
      Alarms: [{ AlarmName: 'TargetTracking-machines-AlarmHigh-1' }],
    });
    const [step] = plan(cpu50, { policies: [before] }).steps;
    expect(step?.changes).toEqual([{ field: 'target', from: 40, to: 50 }]);
    const { Alarms: _, ...put } = before;
    expect(step?.undo).toMatchObject({ operation: 'PutScalingPolicy', input: put });
    expect(step?.call.input).toEqual({
      AutoScalingGroupName: group,
      ...put,
      TargetTrackingConfiguration: { ...put.TargetTrackingConfiguration, TargetValue: 50 },
    });
  });

  it.each([
    [{ warmup: 120 }, { field: 'warm-up', from: '300 s, as the group has it', to: '120 s' }],
    [{ scaleIn: false }, { field: 'scale in', from: 'on', to: 'off' }],
  ])('changes with %j', (wanted, change) => {
    expect(plan({ ...cpu50, ...wanted }, { policies: [aPolicy()] }).steps[0]?.changes).toEqual([change]);
  });

  it('is switched on again where it was disabled', () => {
    const [step] = plan(cpu50, { policies: [aPolicy({ Enabled: false })] }).steps;
    expect(step?.changes).toEqual([{ field: 'policy', from: 'disabled', to: 'enabled' }]);
    expect(step?.undo).toMatchObject({ input: { Enabled: false } });
  });

  it('may be called as somebody else called it, and what has its name may track something else', () => {
    const theirs = aPolicy({ PolicyName: 'theirs' });
    expect(plan({ cpu: 60 }, { policies: [theirs] }).steps.map(({ id }) => id)).toEqual(['policy:theirs']);
    const PredefinedMetricSpecification = { PredefinedMetricType: 'ASGAverageNetworkIn' } as const;
    const other = aPolicy({
      TargetTrackingConfiguration: { TargetValue: 50, PredefinedMetricSpecification },
    });
    expect(plan(cpu50, { policies: [other] }).steps[0]?.changes).toEqual([
      { field: 'metric', from: 'ASGAverageNetworkIn', to: 'ASGAverageCPUUtilization' },
    ]);
  });

  it('warms up as the group says', () => {
    const [step] = plan(cpu50, { group: aGroup({ DefaultInstanceWarmup: 0 }) }).steps;
    expect(step?.changes).toContainEqual({ field: 'warm-up', to: '0 s, as the group has it' });
  });

  it('goes with --cpu off, under whatever name, and others stay', () => {
    const theirs = aPolicy({ PolicyName: 'theirs' });
    const steps = aPolicy({ PolicyName: 'steps', PolicyType: 'StepScaling' });
    const { TargetTrackingConfiguration: _, ...step } = steps;
    const { steps: planned, kept } = plan({ cpu: 'off' }, { policies: [theirs, step] });
    expect(planned).toMatchObject([
      {
        id: 'policy:theirs',
        action: 'delete',
        call: { operation: 'DeletePolicy', input: { PolicyName: 'theirs' } },
        undo: { operation: 'PutScalingPolicy', input: { PolicyName: 'theirs' } },
      },
    ]);
    expect(kept.map(({ resource }) => resource.id)).toEqual(['steps']);
    expect(plan({ cpu: 'off' }).steps).toEqual([]);
  });

  it.each([
    [{ PolicyType: 'StepScaling' }, /^step scaling/],
    [{ PolicyType: 'SimpleScaling', Enabled: false }, /disabled/],
    [{ PolicyName: 'ECSManagedAutoScalingPolicy-1a2b' }, /ECS scales the group for its capacity provider/],
  ])('stands beside others: %j', (more, why) => {
    const { TargetTrackingConfiguration: _, ...policy } = aPolicy({ PolicyName: 'other', ...more });
    expect(plan(cpu50, { policies: [policy] }).kept).toMatchObject([{ reason: expect.stringMatching(why) }]);
    expect(plan({ min: 2 }, { policies: [policy] }).kept).toEqual([]);
  });
});

describe('the bounds of a group', () => {
  it.each([
    [
      { min: 3 },
      [
        ['min', 1, 3],
        ['desired', 2, 3],
      ],
    ],
    [{ max: 8 }, [['max', 4, 8]]],
    [
      { max: 1 },
      [
        ['max', 4, 1],
        ['desired', 2, 1],
      ],
    ],
    [{ min: 1, max: 4 }, []],
  ])('become %j', (wanted, changes) => {
    const [step] = plan(wanted).steps;
    expect((step?.changes ?? []).map(({ field, from, to }) => [field, from, to])).toEqual(changes);
    if (!step) return;
    expect(step.call.input).not.toHaveProperty('DesiredCapacity');
    expect(step.undo).toMatchObject({ input: { MinSize: 1, MaxSize: 4, DesiredCapacity: 2 } });
  });

  it('end instances where they are lowered, which is said', () => {
    expect(plan({ max: 1 }).warnings).toEqual([
      'the desired capacity goes from 2 to 1: 1 instance ends, and the tasks on it',
    ]);
    expect(plan({ min: 0, max: 0 }).warnings).toEqual([
      'the desired capacity goes from 2 to 0: 2 instances end, and the tasks on them',
    ]);
  });

  it('are refused where one contradicts what the group has', () => {
    refusedFor('refused', '--min 5 is more than the max of 4', () => plan({ min: 5 }));
    refusedFor('refused', '--max 0 is less than the min of 1', () => plan({ max: 0 }));
  });
});

describe('a group', () => {
  it('that is being deleted is refused', () => {
    const found = { group: aGroup({ Status: 'Delete in progress' }) };
    refusedFor('refused', 'machines is being deleted', () => plan(cpu50, found));
  });

  it('with a policy of that name but of another type is refused', () => {
    const { TargetTrackingConfiguration: _, ...policy } = aPolicy({ PolicyType: 'StepScaling' });
    refusedFor('refused', 'is of type StepScaling', () => plan(cpu50, { policies: [policy] }));
  });
});

const anInstance = (
  ProtectedFromScaleIn: boolean,
  LifecycleState: Instance['LifecycleState'] = 'InService',
) => ({
  ...{ InstanceId: 'i-1', AvailabilityZone: 'us-east-1a', HealthStatus: 'Healthy' },
  LifecycleState,
  ProtectedFromScaleIn,
});

describe('what one should know before', () => {
  it('names the capacity provider for which ECS scales the group, its cluster and both ways out', () => {
    const provider: CapacityProvider = {
      name: 'nodes',
      autoScalingGroupProvider: {
        autoScalingGroupArn: group,
        managedScaling: { status: 'ENABLED' },
        managedTerminationProtection: 'ENABLED',
      },
    };
    const clusters = [
      { clusterName: 'fleet', capacityProviders: ['FARGATE', 'nodes'] },
      { clusterName: 'other', capacityProviders: ['FARGATE'] },
    ];
    const { warnings } = plan(cpu50, { managers: [provider], clusters });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^ECS scales group machines already, for capacity provider nodes in cluster fleet:/,
      ),
      expect.stringContaining('ecsctl capacity attach fleet --asg machines --name nodes --target 80'),
      expect.stringMatching(
        /--name nodes .*managedScaling=\{status=DISABLED\},managedTerminationProtection=DISABLED$/,
      ),
    ]);
    const [, attach] = plan(cpu50, { managers: [provider] }).warnings;
    expect(attach).toContain('ecsctl capacity attach CLUSTER --asg machines');
  });

  it.each([
    [[true, true], true, '2 of 2 instances and new ones are protected'],
    [[true, false, false], false, '1 of 3 instances is protected'],
    [[], true, 'new ones are protected'],
  ])('tells of instances that are never taken away: %j', (instances, isNew, words) => {
    const found = {
      group: aGroup({
        Instances: [...instances.map((is) => anInstance(is)), anInstance(true, 'Terminating')],
        NewInstancesProtectedFromScaleIn: isNew,
      }),
    };
    expect(plan(cpu50, found).warnings).toEqual([expect.stringContaining(words)]);
    expect(plan({ ...cpu50, scaleIn: false }, found).warnings).toEqual([]);
    expect(plan({ min: 2 }, found).warnings).toEqual([]);
  });

  it('tells of a group without room', () => {
    expect(plan({ ...cpu50, min: 2, max: 2 }).warnings).toEqual([
      'group machines has min = max = 2 and cannot scale: give it room with --max N',
    ]);
  });

  it.each([
    ['AlarmNotification', /the policy does nothing .*resume-processes .*AlarmNotification\)$/],
    ['Launch', /no instance is added/],
    ['Terminate', /no instance is taken away/],
  ])('tells of process %s, which is suspended', (ProcessName, words) => {
    const SuspendedProcesses = [{ ProcessName }, { ProcessName: 'AZRebalance' }];
    expect(plan(cpu50, { group: aGroup({ SuspendedProcesses }) }).warnings).toEqual([
      expect.stringMatching(words),
    ]);
  });
});

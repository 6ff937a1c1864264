import { describe, expect, it } from 'vitest';
import { DescribeScalingActivities } from '../../../../../src/sandbox/services/auto-scaling/activities.ts';
import { UpdateAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/groups.ts';
import { PutScalingPolicy } from '../../../../../src/sandbox/services/auto-scaling/policies.ts';
import { PutMetricAlarm } from '../../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { GetMetricStatistics } from '../../../../../src/sandbox/services/cloudwatch/metric-data.ts';
import { load, type PracticeWorld } from '../../world/practice-world.ts';
import { fleet, groupOf, run } from '../ecs/small-fleet.ts';

const nodes = { AutoScalingGroupName: 'nodes' };
const minute = 60;

/** One machine that four tasks fill, whose CPU is as busy as the requests say: 40 a second are all that they can. */
function busyFleet(perSecond: number, most = 6): PracticeWorld {
  const practice = fleet({ least: 1, most });
  load(practice, perSecond);
  run(practice, 4, 'EC2');
  practice.pass(20 * minute);
  return practice;
}

interface Differences {
  readonly DisableScaleIn?: boolean;
  readonly EstimatedInstanceWarmup?: number;
  readonly Enabled?: boolean;
}

function track(practice: PracticeWorld, TargetValue: number, differences: Differences = {}): void {
  const { DisableScaleIn, ...policy } = { EstimatedInstanceWarmup: 60, ...differences };
  const metric = { PredefinedMetricType: 'ASGAverageCPUUtilization' } as const;
  PutScalingPolicy(
    {
      ...{ ...nodes, ...policy, PolicyName: 'cpu', PolicyType: 'TargetTrackingScaling' },
      TargetTrackingConfiguration: { TargetValue, PredefinedMetricSpecification: metric, DisableScaleIn },
    },
    practice.call,
  );
}

/** What EC2 has measured of the group in its last minute, in percent. */
function cpu(practice: PracticeWorld, Dimensions = [{ Name: 'AutoScalingGroupName', Value: 'nodes' }]) {
  const StartTime = new Date(practice.now - 60_000);
  const span = { StartTime, EndTime: new Date(practice.now), Period: 60 };
  const metric = { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Dimensions };
  const statistics = ['Average', 'SampleCount'] as const;
  const asked = { ...metric, ...span, Statistics: [...statistics] };
  return GetMetricStatistics(asked, practice.call).Datapoints?.[0];
}

function desired(practice: PracticeWorld): number {
  return groupOf(practice).desiredCapacity;
}

function causes(practice: PracticeWorld): string[] {
  const { Activities = [] } = DescribeScalingActivities(nodes, practice.call);
  return Activities.map(({ Cause = '' }) => Cause);
}

describe('the CPU of a group', () => {
  it('is what its tasks use of what they reserve, shared out over its machines', () => {
    const practice = busyFleet(20);
    expect(cpu(practice)?.Average).toBeCloseTo(52, -0.5);
    const [machine] = groupOf(practice).instances;
    const own = [{ Name: 'InstanceId', Value: machine?.id ?? '' }];
    expect(cpu(practice, own)).toMatchObject({ SampleCount: 1, Average: cpu(practice)?.Average });
    UpdateAutoScalingGroup({ ...nodes, MinSize: 2 }, practice.call);
    practice.pass(5 * minute);
    expect(cpu(practice)?.SampleCount).toBe(2);
    expect(cpu(practice)?.Average).toBeCloseTo(27, -0.5);
  });

  it('is a few percent where nothing runs, and is not measured without machines', () => {
    const practice = fleet({ least: 1 });
    practice.pass(5 * minute);
    expect(cpu(practice)?.Average).toBe(2);
    const empty = fleet();
    empty.pass(5 * minute);
    expect(cpu(empty)).toBeUndefined();
  });
});

describe('target tracking of a group', () => {
  it('adds as many machines as bring the metric to its target, and says why', () => {
    const practice = busyFleet(40);
    track(practice, 30);
    practice.pass(minute);
    // Three minutes over the target have passed already when the alarm is made.
    expect(desired(practice)).toBe(4);
    practice.pass(10);
    expect(causes(practice).slice(0, 3)).toEqual([
      expect.stringMatching(/increasing the capacity from 3 to 4\.$/),
      expect.stringMatching(/increasing the capacity from 2 to 3\.$/),
      expect.stringMatching(
        /^At \S+Z a monitor alarm TargetTracking-nodes-AlarmHigh-\S+ in state ALARM triggered policy cpu changing the desired capacity from 1 to 4\. {2}At \S+Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 1 to 2\.$/,
      ),
    ]);
  });

  it.each([
    { next: 60, size: 2 },
    { next: 40, size: 3 },
  ])('adds only what a target of $next lacks beside the machine that is on its way', ({ next, size }) => {
    const practice = busyFleet(40);
    track(practice, 80);
    practice.pass(minute);
    expect(desired(practice)).toBe(2);
    track(practice, next);
    practice.pass(minute);
    expect(desired(practice)).toBe(size);
  });

  it('counts machines once they have warmed up', () => {
    const practice = busyFleet(40);
    track(practice, 80, { EstimatedInstanceWarmup: 1200 });
    practice.pass(5 * minute);
    // The new machine has no task: both together are at half, which for the one that counts means two, not three.
    track(practice, 40, { EstimatedInstanceWarmup: 1200 });
    practice.pass(5 * minute);
    expect(desired(practice)).toBe(2);
    track(practice, 40, { EstimatedInstanceWarmup: 0 });
    practice.pass(minute);
    expect(desired(practice)).toBe(3);
  });

  it('stays within the bounds', () => {
    const practice = busyFleet(40, 2);
    track(practice, 10);
    practice.pass(10 * minute);
    expect(desired(practice)).toBe(2);
  });

  it('takes machines away one at a time after a quarter of an hour, when none is warming up', () => {
    const practice = busyFleet(0);
    UpdateAutoScalingGroup({ ...nodes, DesiredCapacity: 4 }, practice.call);
    practice.pass(5 * minute);
    track(practice, 50, { EstimatedInstanceWarmup: 3600 });
    practice.pass(20 * minute);
    expect(desired(practice)).toBe(4);
    track(practice, 50);
    practice.pass(minute);
    expect(desired(practice)).toBe(3);
    practice.pass(10);
    expect(causes(practice)[0]).toMatch(
      /^At \S+Z a monitor alarm TargetTracking-nodes-AlarmLow-\S+ .* from 4 to 3\. {2}At .* shrinking the capacity from 4 to 3\. {2}At \S+Z instance i-\w+ was selected for termination\.$/,
    );
    practice.pass(10 * minute);
    expect(desired(practice)).toBe(1);
  });

  it.each([{ DisableScaleIn: true }, { Enabled: false }])('takes nothing away with %j', (differences) => {
    const practice = busyFleet(0);
    UpdateAutoScalingGroup({ ...nodes, DesiredCapacity: 3 }, practice.call);
    track(practice, 50, differences);
    practice.pass(40 * minute);
    expect(desired(practice)).toBe(3);
  });

  it('adds nothing when it is switched off', () => {
    const practice = busyFleet(40);
    track(practice, 30, { Enabled: false });
    practice.pass(10 * minute);
    expect(desired(practice)).toBe(1);
  });

  it('does nothing to a group that nothing is known of', () => {
    const practice = fleet();
    track(practice, 50);
    practice.pass(30 * minute);
    expect(desired(practice)).toBe(0);
    expect([...practice.region.cloudwatch.alarms.values()].map(({ StateValue }) => StateValue)).toEqual([
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
    ]);
  });
});

/** An alarm over `threshold` percent, or under it, that calls the policy. */
function tie(practice: PracticeWorld, policy: string, threshold: number, isAbove = true): void {
  PutMetricAlarm(
    {
      AlarmName: `${policy}-alarm`,
      ...{ Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Statistic: 'Average', Period: 60 },
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'nodes' }],
      ...{ EvaluationPeriods: 1, Threshold: threshold },
      ComparisonOperator: isAbove ? 'GreaterThanThreshold' : 'LessThanThreshold',
      AlarmActions: [policy],
    },
    practice.call,
  );
}

describe('a step policy of a group', () => {
  const steps = [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 20, ScalingAdjustment: 3 },
  ];
  const put = (practice: PracticeWorld, more: object) =>
    PutScalingPolicy(
      {
        ...{ ...nodes, PolicyName: 'steps', PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity' },
        ...{ StepAdjustments: steps, EstimatedInstanceWarmup: 600, ...more },
      },
      practice.call,
    ).PolicyARN ?? '';

  it('takes the step that the metric calls for, once for the machines that warm up', () => {
    const practice = busyFleet(40);
    tie(practice, put(practice, {}), 60);
    practice.pass(minute);
    expect(desired(practice)).toBe(4);
    practice.pass(minute);
    expect(desired(practice)).toBe(4);
    practice.pass(10);
    expect(causes(practice)[2]).toMatch(/monitor alarm \S+ in state ALARM triggered policy steps changing/);
  });

  it('takes machines away below its threshold', () => {
    const practice = busyFleet(0);
    UpdateAutoScalingGroup({ ...nodes, DesiredCapacity: 5 }, practice.call);
    practice.pass(15 * minute);
    const down = [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -2 }];
    tie(practice, put(practice, { StepAdjustments: down }), 20, false);
    practice.pass(minute);
    expect(desired(practice)).toBe(3);
  });
});

describe('a simple policy of a group', () => {
  it('waits for its cooldown before it acts again', () => {
    const practice = busyFleet(40);
    const adjustment = { AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1, Cooldown: 300 };
    const put = { ...nodes, PolicyName: 'simple', ...adjustment };
    tie(practice, PutScalingPolicy(put, practice.call).PolicyARN ?? '', 20);
    practice.pass(3 * minute);
    expect(desired(practice)).toBe(2);
    practice.pass(5 * minute);
    expect(desired(practice)).toBe(3);
  });
});

import type { TargetTrackingConfiguration } from '@aws-sdk/client-auto-scaling';
import { describe, expect, it } from 'vitest';
import { DeleteAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/deletion.ts';
import {
  DeletePolicy,
  DescribePolicies,
  PutScalingPolicy,
} from '../../../../../src/sandbox/services/auto-scaling/policies.ts';
import { type PracticeWorld, refusal } from '../../world/practice-world.ts';
import { fleet } from '../ecs/small-fleet.ts';

const nodes = { AutoScalingGroupName: 'nodes' };

type Metric = 'ASGAverageCPUUtilization' | 'ASGAverageNetworkIn';

function track(
  practice: PracticeWorld,
  TargetValue: number,
  { PolicyName = 'cpu', metric = 'ASGAverageCPUUtilization' as Metric, ...more } = {},
) {
  const PredefinedMetricSpecification = { PredefinedMetricType: metric };
  return put(practice, PolicyName, { TargetValue, PredefinedMetricSpecification, ...more }).PolicyARN;
}

function put(practice: PracticeWorld, PolicyName: string, tracking: TargetTrackingConfiguration) {
  const named = { ...nodes, PolicyName, PolicyType: 'TargetTrackingScaling' };
  return PutScalingPolicy({ ...named, TargetTrackingConfiguration: tracking }, practice.call);
}

const cpu = { PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' } } as const;

function alarmNames(practice: PracticeWorld): string[] {
  const { ScalingPolicies = [] } = DescribePolicies(nodes, practice.call);
  return ScalingPolicies.flatMap(({ Alarms = [] }) => Alarms.map(({ AlarmName = '' }) => AlarmName));
}

function targets(practice: PracticeWorld, asked: Parameters<typeof DescribePolicies>[0] = nodes) {
  return DescribePolicies(asked, practice.call).ScalingPolicies?.map(
    (policy) => policy.TargetTrackingConfiguration?.TargetValue,
  );
}

describe('a scaling policy of a group', () => {
  it('is replaced under its name, and keeps its ARN and its type', () => {
    const practice = fleet();
    const arn = track(practice, 60);
    expect(arn).toMatch(/:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/nodes:policyName\/cpu$/);
    expect(track(practice, 50)).toBe(arn);
    expect(targets(practice)).toEqual([50]);
    const simple = { ...nodes, PolicyName: 'cpu', ScalingAdjustment: 1 };
    expect(refusal(() => PutScalingPolicy(simple, practice.call))).toMatch(/^ValidationError/);
  });

  it('is found by its name, its ARN, its type and its group', () => {
    const practice = fleet();
    const arn = track(practice, 60) ?? '';
    track(practice, 70, { PolicyName: 'other', metric: 'ASGAverageNetworkIn' });
    expect(targets(practice, {})).toEqual([60, 70]);
    expect(targets(practice, { ...nodes, PolicyNames: ['other'] })).toEqual([70]);
    expect(targets(practice, { PolicyNames: [arn] })).toEqual([60]);
    expect(targets(practice, { ...nodes, PolicyTypes: ['StepScaling'] })).toEqual([]);
  });

  it('goes by its name or ARN, or with its group', () => {
    const practice = fleet();
    const arn = track(practice, 60) ?? '';
    DeletePolicy({ PolicyName: arn }, practice.call);
    expect(refusal(() => DeletePolicy({ ...nodes, PolicyName: 'cpu' }, practice.call))).toMatch(
      /^ValidationError/,
    );
    track(practice, 60);
    DeleteAutoScalingGroup(nodes, practice.call);
    expect(practice.region.autoScaling.policies.size).toBe(0);
  });

  it('must say what its type needs, and name one metric', () => {
    const practice = fleet();
    const put = (more: object) =>
      refusal(() => PutScalingPolicy({ ...nodes, PolicyName: 'cpu', ...more }, practice.call));
    expect(put({ PolicyType: 'TargetTrackingScaling' })).toMatch(
      /^ValidationError.*TargetTrackingConfiguration/,
    );
    const TargetTrackingConfiguration = { TargetValue: 60 };
    expect(put({ PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration })).toMatch(/metric/);
    expect(put({ PolicyType: 'Magic' })).toMatch(/^ValidationError/);
  });

  it('is the only one that tracks its metric', () => {
    const practice = fleet();
    track(practice, 60);
    expect(refusal(() => track(practice, 70, { PolicyName: 'other' }))).toMatch(
      /^ValidationError: Only one TargetTrackingScaling policy/,
    );
  });

  it.each([
    [{ PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity', StepAdjustments: [] }, /step/],
    [
      {
        ...{ PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity' },
        StepAdjustments: [{ MetricIntervalUpperBound: -5, ScalingAdjustment: 1 }, { ScalingAdjustment: 1 }],
      },
      /^ValidationError.*bound/,
    ],
    [{ ScalingAdjustment: 1 }, /AdjustmentType/],
    [{ ScalingAdjustment: 1, AdjustmentType: 'Twice' }, /AdjustmentType/],
    [{ ...cpu, EstimatedInstanceWarmup: -1, PolicyType: 'TargetTrackingScaling' }, /^ValidationError/],
  ])('is refused as %j', (wanted, why) => {
    const practice = fleet();
    const attempt = () => PutScalingPolicy({ ...nodes, PolicyName: 'odd', ...wanted }, practice.call);
    expect(refusal(attempt)).toMatch(why);
  });
});

describe('the alarms of target tracking', () => {
  it('are two, at the target and nine tenths of it, and say so to whoever put the policy', () => {
    const practice = fleet();
    const { Alarms = [], PolicyARN } = put(practice, 'cpu', { ...cpu, TargetValue: 50 });
    expect(Alarms.map(({ AlarmName }) => AlarmName)).toEqual([
      expect.stringMatching(/^TargetTracking-nodes-AlarmHigh-[0-9a-f-]{36}$/),
      expect.stringMatching(/^TargetTracking-nodes-AlarmLow-[0-9a-f-]{36}$/),
    ]);
    const watched = {
      ...{ Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Statistic: 'Average', Period: 60 },
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'nodes' }],
      AlarmActions: [PolicyARN],
    };
    expect([...practice.region.cloudwatch.alarms.values()]).toMatchObject([
      { ...watched, Threshold: 50, EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold' },
      { ...watched, Threshold: 45, EvaluationPeriods: 15, ComparisonOperator: 'LessThanThreshold' },
    ]);
  });

  it('stay the same ones when the policy changes, without a low one where it takes nothing away', () => {
    const practice = fleet();
    put(practice, 'cpu', { ...cpu, TargetValue: 50 });
    const [high = '', low = ''] = alarmNames(practice);
    put(practice, 'cpu', { ...cpu, TargetValue: 70, DisableScaleIn: true });
    expect(alarmNames(practice)).toEqual([high]);
    expect(practice.region.cloudwatch.alarms.get(high)?.Threshold).toBe(70);
    put(practice, 'cpu', { ...cpu, TargetValue: 70 });
    expect(alarmNames(practice)).toEqual([high, expect.not.stringContaining(low)]);
  });

  it('go with the policy, and with the group', () => {
    const practice = fleet();
    track(practice, 60);
    DeletePolicy({ ...nodes, PolicyName: 'cpu' }, practice.call);
    expect(practice.region.cloudwatch.alarms.size).toBe(0);
    track(practice, 60);
    DeleteAutoScalingGroup(nodes, practice.call);
    expect(practice.region.cloudwatch.alarms.size).toBe(0);
  });

  it('watch the requests to a target group by its label, or a metric of its own', () => {
    const practice = fleet();
    const requests = { PredefinedMetricType: 'ALBRequestCountPerTarget' } as const;
    const wrong = { TargetValue: 5, PredefinedMetricSpecification: requests };
    expect(refusal(() => put(practice, 'requests', wrong))).toMatch(/^ValidationError: ResourceLabel/);
    const ResourceLabel = 'app/web/1/targetgroup/web/2';
    put(practice, 'requests', {
      TargetValue: 5,
      PredefinedMetricSpecification: { ...requests, ResourceLabel },
    });
    const Metrics = [
      {
        Id: 'jobs',
        MetricStat: { Metric: { Namespace: 'Own', MetricName: 'Jobs' }, Stat: 'Sum', Period: 10 },
      },
    ];
    put(practice, 'jobs', { TargetValue: 5, CustomizedMetricSpecification: { Metrics } });
    const named = { Namespace: 'Own', MetricName: 'Age', Statistic: 'Maximum', Period: 30 } as const;
    put(practice, 'age', { TargetValue: 5, CustomizedMetricSpecification: named });
    const alarms = [...practice.region.cloudwatch.alarms.values()];
    expect(alarms.filter(({ AlarmName }) => AlarmName.includes('High'))).toMatchObject([
      { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCountPerTarget', Statistic: 'Sum' },
      { Metrics: [{ Id: 'jobs', MetricStat: { Period: 10 } }] },
      named,
    ]);
  });
});

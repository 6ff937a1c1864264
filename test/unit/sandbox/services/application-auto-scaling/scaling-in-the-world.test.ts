import type {
  ScalingActivity,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { DescribeScalingActivities } from '../../../../../src/sandbox/services/application-auto-scaling/activities.ts';
import {
  DeleteScalingPolicy,
  PutScalingPolicy,
} from '../../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import { PutScheduledAction } from '../../../../../src/sandbox/services/application-auto-scaling/schedules.ts';
import { RegisterScalableTarget } from '../../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { PutMetricAlarm, SetAlarmState } from '../../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { PutMetricData } from '../../../../../src/sandbox/services/cloudwatch/metrics.ts';
import { DeleteService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { load, type PracticeWorld, resourceLabel, web, worldWithWeb } from '../../world/practice-world.ts';

function scaled(desired = 2, bounds = { MinCapacity: 1, MaxCapacity: 10 }): PracticeWorld {
  const practice = worldWithWeb(desired);
  RegisterScalableTarget({ ...web, ...bounds }, practice.call);
  return practice;
}

function track(
  practice: PracticeWorld,
  configuration: Partial<TargetTrackingScalingPolicyConfiguration> = {},
  PolicyName = 'cpu',
) {
  const metric = {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  } as const;
  const TargetTrackingScalingPolicyConfiguration = { TargetValue: 50, ...metric, ...configuration };
  const PolicyType = 'TargetTrackingScaling';
  return PutScalingPolicy(
    { ...web, PolicyName, PolicyType, TargetTrackingScalingPolicyConfiguration },
    practice.call,
  );
}

function activities(practice: PracticeWorld): ScalingActivity[] {
  const input = { ServiceNamespace: 'ecs', IncludeNotScaledActivities: true } as const;
  return DescribeScalingActivities(input, practice.call).ScalingActivities ?? [];
}

describe('target tracking', () => {
  it('adds tasks three minutes after the load came, and says why', () => {
    const practice = scaled(2);
    track(practice);
    load(practice, 18);
    practice.pass(120);
    expect(practice.service().desiredCount).toBe(2);
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(4);
    const [activity] = activities(practice);
    expect(activity).toMatchObject({
      Description: 'Setting desired count to 4.',
      StatusCode: 'InProgress',
      StatusMessage: 'Successfully set desired count to 4. Waiting for change to be fulfilled by ecs.',
    });
    expect(activity?.Cause).toMatch(
      /^monitor alarm TargetTracking-service\/prod\/web-AlarmHigh-\S+ in state ALARM triggered policy cpu$/,
    );
    practice.pass(60);
    expect(activities(practice)[0]).toMatchObject({
      StatusCode: 'Successful',
      StatusMessage: 'Successfully set desired count to 4. Change successfully fulfilled by ecs.',
    });
    practice.pass(1800);
    expect(practice.service().desiredCount).toBe(4);
  });

  it('takes tasks away one by one after a quarter of an hour, and stops before it would have to add them again', () => {
    const practice = scaled(6);
    load(practice, 9.4);
    track(practice);
    practice.pass(14 * 60);
    expect(practice.service().desiredCount).toBe(6);
    practice.pass(2 * 60);
    expect(practice.service().desiredCount).toBe(5);
    practice.pass(2 * 3600);
    expect(practice.service().desiredCount).toBe(2);
    expect(activities(practice)[0]?.NotScaledReasons).toBeUndefined();
  });

  it('foresees flapping', () => {
    const practice = scaled(2);
    load(practice, 8.6);
    track(practice);
    practice.pass(1200);
    expect(practice.service().desiredCount).toBe(2);
    const [activity, ...others] = activities(practice);
    expect(activity).toMatchObject({
      StatusCode: 'Failed',
      NotScaledReasons: [{ Code: 'AutoScalingAnticipatedFlapping', CurrentCapacity: 2 }],
    });
    expect(others).toEqual([]);
  });

  it('stops at the maximum, and says so once', () => {
    const practice = scaled(2, { MinCapacity: 1, MaxCapacity: 3 });
    track(practice);
    load(practice, 60);
    practice.pass(1800);
    expect(practice.service().desiredCount).toBe(3);
    const reasons = activities(practice).map(({ NotScaledReasons }) => NotScaledReasons?.[0]);
    expect(reasons).toEqual([{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 3 }, undefined]);
  });

  it('does nothing without data', () => {
    const practice = scaled(3);
    track(practice);
    practice.pass(3600);
    expect(practice.service().desiredCount).toBe(3);
    expect(activities(practice)).toEqual([]);
  });

  it('lets the policy that wants most decide, and takes away only when all agree', () => {
    const practice = scaled(4);
    const ResourceLabel = resourceLabel(practice);
    const PredefinedMetricType = 'ALBRequestCountPerTarget';
    track(practice, { TargetValue: 80 });
    track(
      practice,
      { TargetValue: 100, PredefinedMetricSpecification: { PredefinedMetricType, ResourceLabel } },
      'requests',
    );
    // 600 requests a minute are 25 % CPU on four tasks, and 150 for each of them.
    load(practice, 10);
    practice.pass(240);
    expect(practice.service().desiredCount).toBe(6);
    practice.pass(3600);
    expect(practice.service().desiredCount).toBe(6);
  });

  it('keeps still in the direction that is suspended', () => {
    const practice = scaled(2);
    track(practice);
    load(practice, 18);
    RegisterScalableTarget({ ...web, SuspendedState: { DynamicScalingOutSuspended: true } }, practice.call);
    practice.pass(600);
    expect(practice.service().desiredCount).toBe(2);
    RegisterScalableTarget({ ...web, SuspendedState: { DynamicScalingOutSuspended: false } }, practice.call);
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(4);
  });

  it('follows a queue by metric math, as long as Container Insights tells the running tasks', () => {
    const practice = scaled(2);
    const metric = (Namespace: string, MetricName: string, ...dimensions: [string, string][]) => ({
      Namespace,
      MetricName,
      Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
    });
    const waiting = metric('Shop', 'Waiting', ['QueueName', 'jobs']);
    const running = metric(
      'ECS/ContainerInsights',
      'RunningTaskCount',
      ['ServiceName', 'web'],
      ['ClusterName', 'prod'],
    );
    track(practice, {
      TargetValue: 10,
      PredefinedMetricSpecification: undefined,
      CustomizedMetricSpecification: {
        Metrics: [
          { Id: 'm1', MetricStat: { Metric: waiting, Stat: 'Sum' }, ReturnData: false },
          { Id: 'm2', MetricStat: { Metric: running, Stat: 'Average' }, ReturnData: false },
          { Id: 'e1', Expression: 'm1 / m2', ReturnData: true },
        ],
      },
    });
    for (let minute = 0; minute < 4; minute += 1) {
      PutMetricData({ Namespace: 'Shop', MetricData: [{ ...waiting, Value: 70 }] }, practice.call);
      practice.pass(60);
    }
    expect(practice.service().desiredCount).toBe(7);
  });
});

describe('step scaling', () => {
  const CPU: PutMetricAlarmInput = {
    AlarmName: 'web-busy',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: [
      { Name: 'ClusterName', Value: 'prod' },
      { Name: 'ServiceName', Value: 'web' },
    ],
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 70,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  };

  function withSteps(
    practice: PracticeWorld,
    configuration: Partial<StepScalingPolicyConfiguration>,
    alarm: Partial<PutMetricAlarmInput> = {},
  ) {
    const { PolicyARN = '' } = PutScalingPolicy(
      {
        ...web,
        PolicyName: 'steps',
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: {
          AdjustmentType: 'ChangeInCapacity',
          StepAdjustments: [
            { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
            { MetricIntervalLowerBound: 15, ScalingAdjustment: 3 },
          ],
          Cooldown: 300,
          ...configuration,
        },
      },
      practice.call,
    );
    PutMetricAlarm({ ...CPU, ...alarm, AlarmActions: [PolicyARN] }, practice.call);
  }

  it('takes the step in which the metric lies', () => {
    const practice = scaled(2);
    load(practice, 15.5);
    withSteps(practice, {});
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(3);
  });

  it('takes a larger step in the cooldown of a smaller one, and counts what was added as part of it', () => {
    const practice = scaled(2);
    load(practice, 15.5);
    withSteps(practice, { Cooldown: 900 });
    practice.pass(120);
    expect(practice.service().desiredCount).toBe(3);
    load(practice, 40);
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(5);
    practice.pass(300);
    expect(practice.service().desiredCount).toBe(5);
  });

  it('takes away on the other side of the threshold', () => {
    const practice = scaled(5);
    load(practice, 5);
    const StepAdjustments = [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -2 }];
    withSteps(practice, { StepAdjustments }, { Threshold: 20, ComparisonOperator: 'LessThanThreshold' });
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(3);
  });

  it('acts on any alarm, percentiles and missing data included, and only while its actions are enabled', () => {
    const practice = scaled(2);
    load(practice, 20);
    const p99 = {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'TargetResponseTime',
      Dimensions: ['TargetGroup', 'LoadBalancer'].map((Name, index) => {
        const [, app = '', group = ''] = /^(.*)\/(targetgroup\/.*)$/.exec(resourceLabel(practice)) ?? [];
        return { Name, Value: index === 0 ? group : app };
      }),
      Statistic: undefined,
      ExtendedStatistic: 'p99',
      Threshold: 1,
    };
    withSteps(
      practice,
      { StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }] },
      { ...p99, ActionsEnabled: false },
    );
    practice.pass(120);
    expect(practice.service().desiredCount).toBe(2);
    withSteps(practice, { StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }] }, p99);
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(4);
    expect(activities(practice)[0]?.Cause).toBe(
      'monitor alarm web-busy in state ALARM triggered policy steps',
    );
  });

  it('answers an alarm that is set by hand', () => {
    const practice = scaled(2);
    load(practice, 1);
    const below = { MetricIntervalUpperBound: 0, ScalingAdjustment: 1 };
    const above = { MetricIntervalLowerBound: 0, ScalingAdjustment: 2 };
    withSteps(practice, { StepAdjustments: [below, above] }, { Threshold: 90 });
    practice.pass(65);
    SetAlarmState({ AlarmName: 'web-busy', StateValue: 'ALARM', StateReason: 'a drill' }, practice.call);
    practice.pass(10);
    expect(practice.service().desiredCount).toBe(3);
  });

  it('leaves the alarm behind when it is deleted, without its action', () => {
    const practice = scaled(2);
    withSteps(practice, {});
    DeleteScalingPolicy({ ...web, PolicyName: 'steps' }, practice.call);
    expect(practice.region.cloudwatch.alarms.get('web-busy')?.AlarmActions).toEqual([]);
  });
});

describe('schedules', () => {
  it('set the bounds at their time, for good, and bring the count within them', () => {
    const practice = scaled(2);
    const action = { ScheduledActionName: 'lunch', Schedule: 'cron(30 9 * * ? *)' };
    PutScheduledAction({ ...web, ...action, ScalableTargetAction: { MinCapacity: 5 } }, practice.call);
    practice.pass(27 * 60);
    expect(practice.service().desiredCount).toBe(2);
    practice.pass(60);
    expect(practice.service().desiredCount).toBe(5);
    const [count, bounds] = activities(practice);
    expect(count).toMatchObject({
      Description: 'Setting desired count to 5.',
      Cause: 'minimum capacity was set to 5',
    });
    expect(bounds).toMatchObject({
      Description: 'Setting min capacity to 5',
      Cause: 'scheduled action name lunch was triggered',
      StatusCode: 'Successful',
      StartTime: new Date('2026-03-04T09:30:00Z'),
    });
    practice.pass(3600);
    expect(practice.service().desiredCount).toBe(5);
  });

  it('are not made up for after a suspension', () => {
    const practice = scaled(2);
    const action = { ScheduledActionName: 'once', Schedule: 'at(2026-03-04T09:30:00)' };
    PutScheduledAction({ ...web, ...action, ScalableTargetAction: { MinCapacity: 5 } }, practice.call);
    RegisterScalableTarget({ ...web, SuspendedState: { ScheduledScalingSuspended: true } }, practice.call);
    practice.pass(3600);
    RegisterScalableTarget({ ...web, SuspendedState: { ScheduledScalingSuspended: false } }, practice.call);
    practice.pass(3600);
    expect(practice.service().desiredCount).toBe(2);
  });

  it('fire between their start and their end only', () => {
    const practice = scaled(2);
    const times = { StartTime: new Date('2026-03-04T10:00:00Z'), EndTime: new Date('2026-03-04T10:40:00Z') };
    const action = { ScheduledActionName: 'often', Schedule: 'rate(30 minutes)', ...times };
    PutScheduledAction({ ...web, ...action, ScalableTargetAction: { MaxCapacity: 9 } }, practice.call);
    practice.pass(3 * 3600);
    const fired = activities(practice).map(({ StartTime }) => StartTime?.toISOString().slice(11, 16));
    expect(fired).toEqual(['10:30', '10:00']);
  });
});

describe('the service under its policies', () => {
  it('loses no tasks to scaling while a deployment is under way', () => {
    const practice = worldWithWeb(6, { taskStartSeconds: [3600, 3600] });
    RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 10 }, practice.call);
    practice.pass(7200);
    load(practice, 1);
    track(practice);
    practice.pass(60);
    UpdateService({ cluster: 'prod', service: 'web', forceNewDeployment: true }, practice.call);
    practice.pass(1800);
    expect(practice.service().desiredCount).toBe(6);
  });

  it('takes its scalable target with it', () => {
    const practice = scaled(2);
    track(practice);
    DeleteService({ cluster: 'prod', service: 'web', force: true }, practice.call);
    expect(practice.region.applicationAutoScaling.targets.size).toBe(0);
    expect(practice.region.cloudwatch.alarms.size).toBe(0);
  });

  it('can be set by hand, and automatic scaling then goes on from there', () => {
    const practice = scaled(2);
    track(practice);
    load(practice, 18);
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 3 }, practice.call);
    practice.pass(360);
    expect(practice.service().desiredCount).toBe(4);
  });
});

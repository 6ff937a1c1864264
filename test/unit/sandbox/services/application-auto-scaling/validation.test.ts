import type {
  PutScalingPolicyRequest,
  StepAdjustment,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeleteScalingPolicy,
  DescribeScalingPolicies,
  PutScalingPolicy,
} from '../../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import {
  DeleteScheduledAction,
  DescribeScheduledActions,
  PutScheduledAction,
} from '../../../../../src/sandbox/services/application-auto-scaling/schedules.ts';
import {
  DeregisterScalableTarget,
  DescribeScalableTargets,
  RegisterScalableTarget,
} from '../../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { type PracticeWorld, refusal, resourceLabel, web, worldWithWeb } from '../../world/practice-world.ts';

let practice: PracticeWorld;

beforeEach(() => {
  practice = worldWithWeb();
  RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 10 }, practice.call);
});

function put(policy: Partial<PutScalingPolicyRequest>) {
  return PutScalingPolicy({ ...web, PolicyName: 'p', ...policy }, practice.call);
}

function track(configuration: Partial<TargetTrackingScalingPolicyConfiguration>, PolicyName = 'p') {
  const TargetTrackingScalingPolicyConfiguration = { TargetValue: 60, ...configuration };
  return put({ PolicyName, PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration });
}

function step(StepAdjustments: StepAdjustment[], more: object = {}) {
  const configuration = { AdjustmentType: 'ChangeInCapacity', StepAdjustments, ...more } as const;
  return put({ PolicyType: 'StepScaling', StepScalingPolicyConfiguration: configuration });
}

const cpu = {
  PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
} as const;
const requests = (ResourceLabel?: string) =>
  ({
    PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel },
  }) as const;

describe('registering a target', () => {
  const register = (input: object) => () => RegisterScalableTarget({ ...web, ...input }, practice.call);

  it.each([
    [{ ServiceNamespace: 'lambda', MinCapacity: 1, MaxCapacity: 2 }, /'serviceNamespace' failed/],
    [
      { ScalableDimension: 'ecs:service:Tasks', MinCapacity: 1, MaxCapacity: 2 },
      /'scalableDimension' failed/,
    ],
    [{ ResourceId: 'prod/web', MinCapacity: 1, MaxCapacity: 2 }, /Unsupported service namespace/],
    [{ ResourceId: 'service/prod/nope', MinCapacity: 1, MaxCapacity: 2 }, /ECS service doesn't exist/],
    [{ MinCapacity: -1 }, /'minCapacity' failed/],
    [{ MinCapacity: 5, MaxCapacity: 4 }, /Maximum capacity cannot be less/],
    [{ MinCapacity: 11 }, /Maximum capacity cannot be less/],
    [{ Tags: { team: 'shop' } }, /Tags can only be given to a new/],
  ])('refuses %j', (input, message) => {
    expect(refusal(register(input))).toMatch(/^ValidationException: /);
    expect(refusal(register(input))).toMatch(message);
  });

  it('needs both bounds the first time, and then only what changes', () => {
    DeregisterScalableTarget(web, practice.call);
    expect(refusal(register({ MaxCapacity: 4 }))).toMatch(/Both MinCapacity and MaxCapacity/);
    register({ MinCapacity: 0, MaxCapacity: 4 })();
    register({ MaxCapacity: 6 })();
    const [target] =
      DescribeScalableTargets({ ServiceNamespace: 'ecs' }, practice.call).ScalableTargets ?? [];
    expect(target).toMatchObject({ MinCapacity: 0, MaxCapacity: 6 });
  });

  it('changes only the suspensions that are named', () => {
    register({ SuspendedState: { DynamicScalingInSuspended: true } })();
    register({ SuspendedState: { ScheduledScalingSuspended: true } })();
    const [target] =
      DescribeScalableTargets({ ServiceNamespace: 'ecs' }, practice.call).ScalableTargets ?? [];
    expect(target?.SuspendedState).toEqual({
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: true,
    });
  });

  it('moves a count that is out of bounds even when it is only suspended', () => {
    practice.service().desiredCount = 20;
    register({ SuspendedState: { DynamicScalingInSuspended: true } })();
    expect(practice.service().desiredCount).toBe(10);
  });

  it('is not seen by PutScalingPolicy for a moment', () => {
    const slow = worldWithWeb(2, { targetVisibleAfterSeconds: 1 });
    RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, slow.call);
    const attempt = () =>
      PutScalingPolicy(
        {
          ...web,
          PolicyName: 'cpu',
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: { TargetValue: 60, ...cpu },
        },
        slow.call,
      );
    expect(refusal(attempt)).toMatch(
      /^ObjectNotFoundException: No scalable target registered for service namespace/,
    );
    slow.pass(1);
    expect(refusal(attempt)).toBe('');
  });

  it('is gone with its policies, their alarms and its schedules', () => {
    track(cpu);
    DeregisterScalableTarget(web, practice.call);
    expect(practice.region.cloudwatch.alarms.size).toBe(0);
    expect(refusal(() => DeregisterScalableTarget(web, practice.call))).toMatch(/^ObjectNotFoundException: /);
    expect(DescribeScalingPolicies({ ServiceNamespace: 'ecs' }, practice.call).ScalingPolicies).toEqual([]);
  });
});

describe('a target tracking policy', () => {
  const math = (queries: object[]) => ({ CustomizedMetricSpecification: { Metrics: queries } });
  const m1 = {
    Id: 'm1',
    MetricStat: { Metric: { Namespace: 'A', MetricName: 'B' }, Stat: 'Sum' },
    ReturnData: false,
  };

  it.each<[string, object, RegExp]>([
    ['no metric', {}, /Exactly one of PredefinedMetricSpecification/],
    [
      'two metrics',
      { ...cpu, CustomizedMetricSpecification: {} },
      /Exactly one of PredefinedMetricSpecification/,
    ],
    ['no target', { ...cpu, TargetValue: undefined }, /TargetValue/],
    ['a target of nothing', { ...cpu, TargetValue: 0 }, /TargetValue must be greater/],
    ['a negative cooldown', { ...cpu, ScaleInCooldown: -1 }, /ScaleInCooldown/],
    [
      'an unknown metric',
      { PredefinedMetricSpecification: { PredefinedMetricType: 'Nope' } },
      /predefinedMetricType/,
    ],
    [
      'a label for CPU',
      {
        PredefinedMetricSpecification: {
          ...cpu.PredefinedMetricSpecification,
          ResourceLabel: 'app/a/1/targetgroup/b/2',
        },
      },
      /should not be specified/,
    ],
    ['no label for requests', requests(), /Resource label should be specified/],
    ['a label of another form', requests('web-tg'), /is not of the form/],
    ['a label of what there is not', requests('app/a/1/targetgroup/b/2'), /does not route traffic/],
    [
      'fine metrics of a service without them',
      {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ECSServiceAverageCPUUtilizationHighResolution',
        },
      },
      /resolution of 20 seconds/,
    ],
    [
      'half a metric',
      { CustomizedMetricSpecification: { MetricName: 'X', Namespace: 'Y' } },
      /needs a MetricName/,
    ],
    ['an upper-case id', math([{ ...m1, Id: 'M1', ReturnData: true }]), /lower-case letter/],
    ['nothing that returns data', math([m1]), /Exactly one of the metrics must return data/],
    [
      'an expression and a metric in one',
      math([{ ...m1, Expression: '1', ReturnData: true }]),
      /either an Expression or a MetricStat/,
    ],
  ])('with %s is refused', (_what, configuration, message) => {
    expect(refusal(() => track(configuration))).toMatch(/^ValidationException: /);
    expect(refusal(() => track(configuration))).toMatch(message);
  });

  it('makes its two alarms on the metric, with their own names, and keeps them when it is changed', () => {
    const made = track(cpu);
    expect(made.Alarms?.map(({ AlarmName }) => AlarmName)).toEqual([
      expect.stringMatching(/^TargetTracking-service\/prod\/web-AlarmHigh-[-0-9a-f]{36}$/),
      expect.stringMatching(/^TargetTracking-service\/prod\/web-AlarmLow-[-0-9a-f]{36}$/),
    ]);
    const changed = track({ ...cpu, TargetValue: 50 });
    expect(changed).toEqual(made);
    const [high, low] = [...practice.region.cloudwatch.alarms.values()];
    expect(high).toMatchObject({
      Threshold: 50,
      EvaluationPeriods: 3,
      Period: 60,
      MetricName: 'CPUUtilization',
    });
    expect(low).toMatchObject({
      Threshold: 45,
      EvaluationPeriods: 15,
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  it('that never scales in watches for high values alone', () => {
    expect(track({ ...cpu, DisableScaleIn: true }).Alarms).toHaveLength(1);
  });

  it('is the only one of its metric', () => {
    track(cpu, 'one');
    expect(refusal(() => track(cpu, 'other'))).toMatch(/Only one TargetTrackingScaling policy/);
    expect(refusal(() => track(requests(resourceLabel(practice)), 'other'))).toBe('');
  });

  it('keeps its type', () => {
    track(cpu);
    expect(refusal(() => step([{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }]))).toMatch(
      /type cannot be changed/,
    );
  });
});

describe('step adjustments', () => {
  const up = (lower: number | undefined, upper: number | undefined, by = 1): StepAdjustment => ({
    MetricIntervalLowerBound: lower,
    MetricIntervalUpperBound: upper,
    ScalingAdjustment: by,
  });

  it.each<[string, StepAdjustment[], RegExp]>([
    ['none', [], /At least one step/],
    ['a gap', [up(0, 10), up(20, undefined)], /gaps/],
    ['an overlap', [up(0, 15), up(10, undefined)], /overlap/],
    ['no bound', [up(undefined, undefined)], /At least one bound/],
    ['bounds the wrong way round', [up(10, 5), up(10, undefined)], /less than its upper/],
    ['two without an upper bound', [up(0, undefined), up(10, undefined)], /unspecified upper/],
    ['two without a lower bound', [up(undefined, -10), up(undefined, 0)], /unspecified lower/],
    ['an end above', [up(0, 10)], /unspecified upper bound when/],
    ['an end below', [up(-10, 0)], /unspecified lower bound when/],
  ])('with %s are refused', (_what, steps, message) => {
    expect(refusal(() => step(steps))).toMatch(/^ValidationException: /);
    expect(refusal(() => step(steps))).toMatch(message);
  });

  it.each<[string, StepAdjustment[]]>([
    ['one upwards', [up(0, undefined)]],
    ['two upwards in any order', [up(15, undefined), up(0, 15)]],
    ['one downwards', [up(undefined, 0, -1)]],
    ['both ways', [up(undefined, -10, -2), up(-10, 0, -1), up(0, 10, 1), up(10, undefined, 2)]],
  ])('with %s are taken', (_what, steps) => {
    expect(refusal(() => step(steps))).toBe('');
  });

  it('are twenty at the most', () => {
    const steps = Array.from({ length: 21 }, (_, index) => up(index, index === 20 ? undefined : index + 1));
    expect(refusal(() => step(steps))).toMatch(/^LimitExceededException: /);
    expect(refusal(() => step([...steps.slice(0, 19), up(19, undefined)]))).toBe('');
  });

  it('know the least adjustment only for percentages', () => {
    expect(refusal(() => step([up(0, undefined)], { MinAdjustmentMagnitude: 2 }))).toMatch(
      /MinAdjustmentMagnitude/,
    );
  });
});

describe('a predictive policy', () => {
  const predict = (configuration: object) => () =>
    put({
      PolicyType: 'PredictiveScaling',
      PredictiveScalingPolicyConfiguration: { MetricSpecifications: [pair], ...configuration },
    });
  const pair = {
    TargetValue: 60,
    PredefinedMetricPairSpecification: { PredefinedMetricType: 'ECSServiceCPUUtilization' },
  };

  it.each<[string, object, RegExp]>([
    ['two metrics', { MetricSpecifications: [pair, pair] }, /exactly one element/],
    ['an unknown mode', { Mode: 'Guess' }, /'mode'/],
    ['too long a buffer', { SchedulingBufferTime: 4000 }, /schedulingBufferTime/],
    ['a buffer that nothing needs', { MaxCapacityBuffer: 10 }, /MaxCapacityBuffer/],
    [
      'a missing label',
      {
        MetricSpecifications: [
          { TargetValue: 9, PredefinedMetricPairSpecification: { PredefinedMetricType: 'ALBRequestCount' } },
        ],
      },
      /Resource label/,
    ],
  ])('with %s is refused', (_what, configuration, message) => {
    expect(refusal(predict(configuration))).toMatch(message);
  });

  it('is taken with a pair of metrics', () => {
    expect(refusal(predict({}))).toBe('');
    expect(
      refusal(predict({ MaxCapacityBreachBehavior: 'IncreaseMaxCapacity', MaxCapacityBuffer: 10 })),
    ).toBe('');
  });
});

describe('a scheduled action', () => {
  const schedule = (input: object) => () =>
    PutScheduledAction(
      {
        ...web,
        ScheduledActionName: 'morning',
        Schedule: 'cron(0 9 * * ? *)',
        ScalableTargetAction: { MinCapacity: 2 },
        ...input,
      },
      practice.call,
    );
  const actions = () => DescribeScheduledActions({ ServiceNamespace: 'ecs' }, practice.call).ScheduledActions;

  it.each<[string, object, RegExp]>([
    ['no bound', { ScalableTargetAction: {} }, /must set a minimum/],
    [
      'bounds the wrong way round',
      { ScalableTargetAction: { MinCapacity: 5, MaxCapacity: 2 } },
      /less than minimum/,
    ],
    ['a colon in its name', { ScheduledActionName: 'a:b' }, /Invalid scheduled action name/],
    ['a blank around its name', { ScheduledActionName: ' a' }, /Invalid scheduled action name/],
    ['a bad schedule', { Schedule: 'daily' }, /schedule expression/],
    ['an end before its start', { StartTime: new Date(2e12), EndTime: new Date(1e12) }, /before EndTime/],
  ])('with %s is refused', (_what, input, message) => {
    expect(refusal(schedule(input))).toMatch(message);
  });

  it('loses the start and end that a later call does not name, and keeps its schedule', () => {
    schedule({
      StartTime: new Date('2027-01-01'),
      EndTime: new Date('2028-01-01'),
      Timezone: 'Asia/Seoul',
    })();
    schedule({ Schedule: undefined, ScalableTargetAction: undefined })();
    expect(actions()).toHaveLength(1);
    expect(actions()?.[0]).toMatchObject({ Schedule: 'cron(0 9 * * ? *)', Timezone: 'Asia/Seoul' });
    expect(actions()?.[0]?.StartTime).toBeUndefined();
    expect(actions()?.[0]?.EndTime).toBeUndefined();
  });

  it('is one of two hundred at the most', () => {
    for (let index = 0; index < 200; index += 1) schedule({ ScheduledActionName: `a${index}` })();
    expect(refusal(schedule({ ScheduledActionName: 'one more' }))).toMatch(/^LimitExceededException: /);
  });

  it('can be deleted once', () => {
    schedule({})();
    const remove = () => DeleteScheduledAction({ ...web, ScheduledActionName: 'morning' }, practice.call);
    expect(refusal(remove)).toBe('');
    expect(refusal(remove)).toMatch(/^ObjectNotFoundException: No scheduled action found/);
  });
});

describe('the lists', () => {
  it('give ten policies a page, and take back only tokens of their own', () => {
    for (let index = 0; index < 12; index += 1) {
      put({
        PolicyName: `p${index}`,
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: {
          AdjustmentType: 'ChangeInCapacity',
          StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
        },
      });
    }
    const first = DescribeScalingPolicies({ ServiceNamespace: 'ecs' }, practice.call);
    expect(first.ScalingPolicies).toHaveLength(10);
    const { NextToken } = first;
    const rest = DescribeScalingPolicies({ ServiceNamespace: 'ecs', NextToken }, practice.call);
    expect(rest.ScalingPolicies?.map(({ PolicyName }) => PolicyName)).toEqual(['p10', 'p11']);
    const bad = () => DescribeScalingPolicies({ ServiceNamespace: 'ecs', NextToken: 'mine' }, practice.call);
    expect(refusal(bad)).toMatch(/^InvalidNextTokenException: /);
    const many = () => DescribeScalingPolicies({ ServiceNamespace: 'ecs', MaxResults: 11 }, practice.call);
    expect(refusal(many)).toMatch(/^ValidationException: /);
  });

  it('know a policy that is not there', () => {
    const remove = () => DeleteScalingPolicy({ ...web, PolicyName: 'nope' }, practice.call);
    expect(refusal(remove)).toMatch(
      /^ObjectNotFoundException: No scaling policy found for service namespace: ecs/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { alarmTies, childTies, idleReason } from '../../../../src/cleanup/kinds/alarm/ties.ts';
import { alarm } from '../../../../src/cleanup/kinds/alarm.ts';
import {
  DeleteScalingPolicy,
  PutScalingPolicy,
} from '../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import { RegisterScalableTarget } from '../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { PutMetricAlarm } from '../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { type PracticeWorld, web, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

const policies = 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:0a1b';
const high = {
  AlarmName: 'web-cpu-high',
  Namespace: 'AWS/ECS',
  MetricName: 'CPUUtilization',
  Dimensions: [
    { Name: 'ClusterName', Value: 'prod' },
    { Name: 'ServiceName', Value: 'web' },
  ],
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 80,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
} as const;

/** `web` with a step policy and the alarm that starts it. */
function worldWithAlarm(): PracticeWorld {
  const practice = worldWithWeb();
  RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, practice.call);
  const { PolicyARN = '' } = PutScalingPolicy(
    {
      ...web,
      PolicyName: 'out',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    },
    practice.call,
  );
  PutMetricAlarm({ ...high, Dimensions: [...high.Dimensions], AlarmActions: [PolicyARN] }, practice.call);
  return practice;
}

describe('an alarm', () => {
  it('is there for the scalable target that it acts on, and for the service that it watches', async () => {
    const thing = await new Trial(worldWithAlarm(), alarm).thing('web-cpu-high');
    expect(words(thing.ties)).toEqual([
      'serves scalable target service/prod/web (starts a policy of)',
      'serves service prod/web (watches)',
    ]);
    expect(thing).toMatchObject({ aliases: [thing.arn], charges: [{ price: 'alarm', quantity: 1 }] });
    expect(thing).not.toHaveProperty('idle');
  });

  it('is idle when the policy that it starts is gone', async () => {
    const practice = worldWithAlarm();
    const arn = (await new Trial(practice, alarm).thing('web-cpu-high')).definition.AlarmActions;
    DeleteScalingPolicy({ ...web, PolicyName: 'out' }, practice.call);
    PutMetricAlarm(
      { ...high, Dimensions: [...high.Dimensions], AlarmActions: arn as string[] },
      practice.call,
    );
    const thing = await new Trial(practice, alarm).thing('web-cpu-high');
    expect(thing.idle).toBe('the policy that it starts does not exist');
  });

  it('of target tracking is left to AWS', async () => {
    const practice = worldWithWeb();
    RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, practice.call);
    PutScalingPolicy(
      {
        ...web,
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        },
      },
      practice.call,
    );
    const one = new Trial(practice, alarm);
    const found = await one.find();
    expect(found).toHaveLength(2);
    for (const thing of found) {
      expect(thing.automatic).toBe('its target tracking policy');
      expect(words(thing.ties)).toContain('serves scalable target service/prod/web (starts a policy of)');
      expect(one.steps(thing)).toEqual([]);
    }
  });

  it('is found on every page', async () => {
    const practice = worldWithWeb();
    for (let number = 0; number < 130; number += 1)
      PutMetricAlarm({ ...high, Dimensions: [...high.Dimensions], AlarmName: `a-${number}` }, practice.call);
    expect(await new Trial(practice, alarm).find()).toHaveLength(130);
  });

  it('is deleted, and can be made again as it was', async () => {
    const one = new Trial(worldWithAlarm(), alarm);
    const thing = await one.thing('web-cpu-high');
    expect(await one.remove(thing)).toEqual(['DeleteAlarms']);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    const again = await one.thing('web-cpu-high');
    expect(again.ties).toEqual(thing.ties);
    expect(again.definition).toMatchObject({ Threshold: 80, EvaluationPeriods: 3 });
  });
});

describe('a composite alarm', () => {
  it('can be made again from what AWS takes of what it says', () => {
    const [step] = new Trial(worldWithAlarm(), alarm).steps({
      kind: 'alarm',
      id: 'web-down',
      name: 'web-down',
      region: 'us-east-1',
      tags: { team: 'shop', 'aws:cloudformation:stack-name': 'shop' },
      ties: [],
      definition: { AlarmName: 'web-down', AlarmRule: 'ALARM(web)', StateValue: 'OK', ActionsEnabled: true },
    });
    expect(step?.undo).toEqual({
      service: 'cloudwatch',
      operation: 'PutCompositeAlarm',
      input: {
        AlarmName: 'web-down',
        AlarmRule: 'ALARM(web)',
        ActionsEnabled: true,
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
    });
  });
});

describe('what an alarm is there for', () => {
  const of = (Dimensions: Record<string, string>) =>
    words(alarmTies({ Dimensions: Object.entries(Dimensions).map(([Name, Value]) => ({ Name, Value })) }));

  it('is the nearest of the things that its dimensions name', () => {
    expect(of({ ClusterName: 'prod' })).toEqual(['serves cluster prod (watches)']);
    expect(of({ LoadBalancer: 'app/alb/1', TargetGroup: 'targetgroup/web/2' })).toEqual([
      'serves target group web/2 (watches)',
    ]);
    expect(of({ LoadBalancer: 'app/alb/1' })).toEqual(['serves load balancer alb/1 (watches)']);
    expect(of({ QueueName: 'jobs' })).toEqual([]);
  });

  it('is in metric math the sum of what its metrics are of', () => {
    const metric = (Name: string, Value: string) => ({
      Id: Name.toLowerCase(),
      MetricStat: { Metric: { Dimensions: [{ Name, Value }] }, Period: 60, Stat: 'Sum' },
    });
    const Metrics = [metric('ClusterName', 'prod'), metric('LoadBalancer', 'app/alb/1'), { Id: 'e1' }];
    expect(words(alarmTies({ Metrics }))).toEqual([
      'serves cluster prod (watches)',
      'serves load balancer alb/1 (watches)',
    ]);
  });

  it('is the service in its name, where this program made it', () => {
    const AlarmName = 'ecsctl/prod/web/step-queue-out';
    const Dimensions = [{ Name: 'QueueName', Value: 'jobs' }];
    expect(words(alarmTies({ AlarmName, Dimensions }))).toEqual(['serves service prod/web (was made for)']);
  });

  it('is the Auto Scaling group that it acts on', () => {
    const AlarmActions = [`${policies}:autoScalingGroupName/machines:policyName/out`];
    expect(words(alarmTies({ AlarmActions }))).toEqual([
      'serves auto scaling group machines (starts a policy of)',
    ]);
  });

  it('is of a composite one every alarm that its rule names', () => {
    const AlarmRule =
      'ALARM("cpu high") AND NOT (OK(memory) OR INSUFFICIENT_DATA(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a/b))';
    expect(words(childTies({ AlarmRule, ActionsSuppressor: 'quiet' }))).toEqual([
      'needs alarm cpu high (watches)',
      'needs alarm memory (watches)',
      'needs alarm a/b (watches)',
      'needs alarm quiet (is silenced by)',
    ]);
  });
});

describe('an alarm is idle', () => {
  const known = { policies: new Set<string>(), services: new Set(['prod/web']) };
  const dimensions = (service: string) => [
    { Name: 'ClusterName', Value: 'prod' },
    { Name: 'ServiceName', Value: service },
  ];

  it.each([
    [
      'no service that it watches is there',
      { Dimensions: dimensions('api') },
      'there is no service prod/api',
    ],
    ['the service is there', { Dimensions: dimensions('web') }, undefined],
    [
      'the service is gone, and it tells somebody',
      { Dimensions: dimensions('api'), AlarmActions: ['arn:aws:sns:us-east-1:123456789012:oncall'] },
      'there is no service prod/api',
    ],
    [
      'it acts on a policy of an Auto Scaling group, of which nothing is known',
      { AlarmActions: [`${policies}:autoScalingGroupName/machines:policyName/out`] },
      undefined,
    ],
    [
      'it was made for a service that is gone',
      { AlarmName: 'ecsctl/prod/api/x' },
      'there is no service prod/api',
    ],
    ['it does nothing and watches something else', {}, undefined],
  ])('or not: %s', (_case, found, reason) => {
    expect(idleReason(found, known)).toBe(reason);
  });
});

import { CapacityProviderStatus, LaunchType } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { capacityStatus } from '../../../../src/scale/status/capacity.ts';
import { deploymentStatus } from '../../../../src/scale/status/deployment.ts';
import { judgeStatus } from '../../../../src/scale/status/judge.ts';
import { whyNoData } from '../../../../src/scale/status/missing-data.ts';
import { scheduleStatuses } from '../../../../src/scale/status/schedules.ts';
import { stepLines } from '../../../../src/scale/status/steps.ts';
import { anAction, anAlarm, aStepPolicy, aTarget, policyArn } from '../../../support/found-scaling.ts';
import { aFoundStatus, ago, at, cpu, tasks, withPolicies } from './found-status.ts';

describe('capacity', () => {
  const provider = (capacityProvider: string) =>
    tasks(4, 4, {
      launchType: undefined,
      capacityProviderStrategy: [{ capacityProvider, base: 1, weight: 2 }],
    });
  const group =
    'arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web-asg';

  it.each([
    [aFoundStatus(), 'Fargate: no instances to wait for'],
    [
      aFoundStatus({ service: tasks(4, 4, { launchType: 'EC2' }) }),
      'launch type EC2: 3 instances are registered in the cluster, and nothing adds any for this service',
    ],
    [aFoundStatus({ service: provider('FARGATE') }), 'Fargate: no instances to wait for'],
    [
      aFoundStatus({ service: provider('FARGATE_SPOT') }),
      'Fargate Spot: no instances to wait for, while AWS has room to spare',
    ],
    [aFoundStatus({ service: provider('gone') }), 'gone: ECS does not know this capacity provider'],
    [
      aFoundStatus({
        service: provider('cp'),
        capacityProviders: [
          {
            name: 'cp',
            status: 'ACTIVE',
            autoScalingGroupProvider: {
              autoScalingGroupArn: group,
              managedScaling: { status: 'ENABLED', targetCapacity: 90 },
            },
          },
        ],
      }),
      'cp: ECS grows group web-asg to keep it 90% in use, so a full one makes tasks wait',
    ],
    [
      aFoundStatus({
        service: provider('cp'),
        capacityProviders: [
          { name: 'cp', status: 'ACTIVE', autoScalingGroupProvider: { autoScalingGroupArn: group } },
        ],
      }),
      'cp: ECS adds no instances to group web-asg by itself',
    ],
  ])('%# says who makes room', (found, text) => {
    expect(capacityStatus(found).text).toBe(text);
  });

  it.each([...Object.values(LaunchType), 'BALLOON'])('has a sentence for launch type %s', (launchType) => {
    const found = aFoundStatus({ service: tasks(4, 4, { launchType: launchType as LaunchType }) });
    expect(capacityStatus(found)).toMatchObject({ launchType, text: expect.stringMatching(/\w/) });
  });

  it.each(Object.values(CapacityProviderStatus))('has a sentence for a provider that is %s', (status) => {
    const found = aFoundStatus({ service: provider('cp'), capacityProviders: [{ name: 'cp', status }] });
    expect(capacityStatus(found).text).toMatch(/^cp: /);
  });
});

describe('schedules', () => {
  it('come in the order in which they run, in their zones', () => {
    const list = scheduleStatuses(
      [
        anAction('evening', { Schedule: 'cron(0 18 * * ? *)' }),
        anAction('morning', { Schedule: 'cron(0 9 * * ? *)', Timezone: 'Europe/Berlin' }),
        anAction('over', { Schedule: 'at(2020-01-01T00:00:00)' }),
        anAction('odd', { Schedule: 'moon(full)' }),
        anAction('far', { Schedule: 'cron(0 9 * * ? *)', Timezone: 'America/Nowhere' }),
      ],
      at,
    );
    expect(list.map(({ name, next, timezone }) => [name, next?.toISOString(), timezone])).toEqual([
      ['morning', '2026-03-02T08:00:00.000Z', 'Europe/Berlin'],
      ['evening', '2026-03-02T18:00:00.000Z', 'UTC'],
      ['over', undefined, 'UTC'],
      ['odd', undefined, 'UTC'],
      ['far', undefined, 'America/Nowhere'],
    ]);
  });
});

describe('steps', () => {
  const configuration = {
    AdjustmentType: 'ChangeInCapacity',
    StepAdjustments: [
      { MetricIntervalLowerBound: 15, ScalingAdjustment: 3 },
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
    ],
  } as const;
  const mutable = { ...configuration, StepAdjustments: [...configuration.StepAdjustments] };

  it('are told in values of the metric', () => {
    expect(stepLines(mutable, [anAlarm('hot', { Threshold: 70.1 })], '%')).toEqual([
      { range: '70.1% to 85.1%', from: 70.1, to: 85.1, change: '+1' },
      { range: '85.1% and more', from: 85.1, change: '+3' },
    ]);
  });

  it('are told as distances where no alarm has a threshold', () => {
    expect(stepLines(mutable, [], '%')).toEqual([
      { range: 'the threshold to the threshold + 15%', change: '+1' },
      { range: 'the threshold + 15% and more', change: '+3' },
    ]);
  });
});

describe('a deployment', () => {
  it.each([
    ['IN_PROGRESS', true],
    ['COMPLETED', false],
    ['FAILED', false],
  ] as const)('with rollout state %s is in progress: %s', (rolloutState, underWay) => {
    const service = tasks(4, 4, { deployments: [{ id: 'd', status: 'PRIMARY', rolloutState }] });
    expect(deploymentStatus(service) !== undefined).toBe(underWay);
  });
});

describe('why there is no data', () => {
  const metric = (Namespace: string) => [
    { Id: 'm', MetricStat: { Metric: { Namespace }, Period: 60, Stat: 'Sum' } },
  ];

  it.each([
    [
      'ECS/ContainerInsights',
      aFoundStatus({ containerInsights: 'disabled' }),
      /Container Insights is off for cluster prod/,
    ],
    ['ECS/ContainerInsights', aFoundStatus(), /CloudWatch has received none/],
    ['AWS/ECS', aFoundStatus({ service: tasks(0) }), /no task runs/],
    ['AWS/ApplicationELB', aFoundStatus(), /no request/],
    ['AWS/SQS', aFoundStatus(), /SQS/],
    ['Shop', aFoundStatus(), /CloudWatch has received none/],
  ])('of %s is said %#', (namespace, found, words) => {
    expect(whyNoData(metric(namespace), found)).toMatch(words);
  });
});

describe('findings', () => {
  it('name a step policy that no alarm starts', () => {
    expect(judgeStatus(aFoundStatus({ policies: [aStepPolicy('burst')] })).findings).toEqual([
      'No alarm starts policy burst: it never acts.',
    ]);
  });

  it('name an alarm whose actions are off', () => {
    const alarms = [anAlarm('hot', { AlarmActions: [policyArn('burst')], ActionsEnabled: false })];
    expect(judgeStatus(aFoundStatus({ policies: [aStepPolicy('burst')], alarms })).findings).toEqual([
      'The actions of alarm hot are off: policy burst never hears of it.',
    ]);
  });

  it('name target tracking without its alarms', () => {
    const { policy, points } = cpu(50, 'neither');
    expect(judgeStatus(withPolicies([{ policy, points, alarms: [] }])).findings).toEqual([
      'The alarms of policy ecsctl-cpu are gone, so that it never acts: set it again to have them back.',
    ]);
  });

  it.each([
    [tasks(1), aTarget(), /under the minimum of 2/],
    [tasks(12), aTarget(), /over the maximum of 10/],
    [tasks(4), aTarget({ MinCapacity: 4, MaxCapacity: 4 }), /both 4 tasks/],
  ])('tell bounds that do not hold or leave no room %#', (service, target, words) => {
    expect(judgeStatus(aFoundStatus({ service, target })).findings).toEqual([expect.stringMatching(words)]);
  });

  it('tell that an Express service is not the user’s to change', () => {
    const found = aFoundStatus({ service: tasks(4, 4, { resourceManagementType: 'ECS' }) });
    expect(judgeStatus(found).findings).toEqual([expect.stringMatching(/Express/)]);
  });

  it('have nothing to say of what is in order', () => {
    const found = withPolicies([cpu(50, 'neither')], { activities: [], since: ago(60) });
    expect(judgeStatus(found).findings).toEqual([]);
  });
});

import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Aws, openAws } from '../../../../src/aws/aws.ts';
import { readStatus } from '../../../../src/scale/status/read.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { anAlarm, aStepPolicy, aTarget, policyArn } from '../../../support/found-scaling.ts';
import { ago, anActivity, at, cpu, tasks } from './found-status.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const ecs = mockClient(ECSClient);
const cloudwatch = mockClient(CloudWatchClient);
const web = { cluster: 'prod', service: 'web' };
const { policy, alarms } = cpu(72, 'high');
const named = {
  ...policy,
  Alarms: alarms.map(({ AlarmName, AlarmArn: AlarmARN }) => ({ AlarmName, AlarmARN })),
};

function anAws(): Aws {
  const clock = new FakeClock(at.toISOString());
  const env = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' };
  return openAws({ clock, signal: new AbortController().signal, env });
}

afterAll(() => {
  for (const mock of [scaling, ecs, cloudwatch]) mock.restore();
});

beforeEach(() => {
  for (const mock of [scaling, ecs, cloudwatch]) mock.reset();
  scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: [aTarget()] });
  scaling.on(DescribeScalingPoliciesCommand).resolves({ ScalingPolicies: [named] });
  scaling.on(DescribeScheduledActionsCommand).resolves({ ScheduledActions: [] });
  scaling.on(DescribeScalingActivitiesCommand).resolves({ ScalingActivities: [] });
  ecs.on(DescribeServicesCommand).resolves({ services: [tasks(4)] });
  ecs.on(DescribeClustersCommand).resolves({ clusters: [{ clusterName: 'prod' }] });
  cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [...alarms] });
  cloudwatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });
});

describe('reading the status of a service', () => {
  it('asks for nothing twice', async () => {
    await readStatus(anAws(), web, 3600);
    const calls = [scaling, ecs, cloudwatch].flatMap((mock) =>
      mock.calls().map(({ args: [command] }) => command.constructor.name),
    );
    expect(calls.sort()).toEqual([
      'DescribeAlarmsCommand',
      'DescribeClustersCommand',
      'DescribeScalableTargetsCommand',
      'DescribeScalingActivitiesCommand',
      'DescribeScalingPoliciesCommand',
      'DescribeScheduledActionsCommand',
      'DescribeServicesCommand',
      'GetMetricDataCommand',
    ]);
  });

  it('leaves out the minute that has not ended', async () => {
    await readStatus(anAws(), web, 3600);
    const [call] = cloudwatch.commandCalls(GetMetricDataCommand);
    expect(call?.args[0].input).toMatchObject({
      StartTime: new Date('2026-03-02T02:04:00Z'),
      EndTime: new Date('2026-03-02T03:04:00Z'),
    });
  });

  it('joins the pages of a metric', async () => {
    const page = (minutes: number, value: number, NextToken?: string) => ({
      NextToken,
      MetricDataResults: [{ Id: 'p0_m', Timestamps: [ago(minutes)], Values: [value] }],
    });
    cloudwatch
      .on(GetMetricDataCommand)
      .resolvesOnce(page(2, 70, 'more'))
      .resolves(page(1, 72));
    const { points } = await readStatus(anAws(), web, 3600);
    expect(points.get('ecsctl-cpu')).toEqual([
      { at: ago(2), value: 70 },
      { at: ago(1), value: 72 },
    ]);
  });

  it('learns the metric of a step policy from its alarm', async () => {
    scaling.on(DescribeScalingPoliciesCommand).resolves({ ScalingPolicies: [aStepPolicy('burst')] });
    const hot = anAlarm('hot', { AlarmActions: [policyArn('burst')] });
    cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [hot] });
    await readStatus(anAws(), web, 3600);
    const [call] = cloudwatch.commandCalls(GetMetricDataCommand);
    expect(call?.args[0].input.MetricDataQueries).toMatchObject([
      { Id: 'p0_m', MetricStat: { Stat: 'Average', Metric: { Namespace: 'Shop', MetricName: 'Latency' } } },
    ]);
  });

  it('reads activities back to the time asked for and not further', async () => {
    scaling
      .on(DescribeScalingActivitiesCommand)
      .resolvesOnce({ ScalingActivities: [anActivity(10)], NextToken: 'a' })
      .resolvesOnce({ ScalingActivities: [anActivity(70)], NextToken: 'b' })
      .rejects(new Error('one page too many'));
    const { activities } = await readStatus(anAws(), web, 3600);
    expect(activities).toHaveLength(2);
  });

  it('describes the capacity providers of the service, but for those of Fargate', async () => {
    const strategy = [{ capacityProvider: 'FARGATE' }, { capacityProvider: 'gpu' }];
    ecs
      .on(DescribeServicesCommand)
      .resolves({ services: [tasks(4, 4, { capacityProviderStrategy: strategy })] });
    ecs.on(DescribeCapacityProvidersCommand).resolves({ capacityProviders: [{ name: 'gpu' }] });
    const { capacityProviders } = await readStatus(anAws(), web, 3600);
    expect(capacityProviders).toEqual([{ name: 'gpu' }]);
    const [call] = ecs.commandCalls(DescribeCapacityProvidersCommand);
    expect(call?.args[0].input).toEqual({ capacityProviders: ['gpu'], cluster: 'prod' });
  });

  it('goes by the time of AWS, which only an answer tells', async () => {
    const aws = anAws();
    let asked = 0;
    const later = { ...aws, now: () => (asked++ === 0 ? ago(20) : at) };
    const found = await readStatus(later, web, 3600);
    expect({ at: found.at, since: found.since }).toEqual({ at, since: ago(60) });
  });

  it('names the nearest cluster where there is none', async () => {
    const missing = Object.assign(new Error('no'), { name: 'ClusterNotFoundException' });
    ecs.on(DescribeServicesCommand).rejects(missing);
    ecs.on(DescribeClustersCommand).rejects(missing);
    ecs.callsFake(() => ({ clusterArns: ['arn:aws:ecs:eu-central-1:1:cluster/prod'] }));
    ecs.on(DescribeServicesCommand).rejects(missing);
    await expect(readStatus(anAws(), { cluster: 'prdo', service: 'web' }, 60)).rejects.toMatchObject({
      kind: 'not-found',
      hint: 'did you mean prod?',
    });
  });
});

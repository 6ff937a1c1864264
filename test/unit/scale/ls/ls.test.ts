import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
} from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openAws } from '../../../../src/aws/aws.ts';
import { listScaled } from '../../../../src/scale/ls/list.ts';
import { policiesInWords } from '../../../../src/scale/ls/policy-words.ts';
import { readScaled } from '../../../../src/scale/ls/read.ts';
import { renderList } from '../../../../src/scale/ls/render.ts';
import { renderSummary } from '../../../../src/scale/ls/render-summary.ts';
import { summarise } from '../../../../src/scale/ls/summary.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { anAction, aService, aStepPolicy, aTarget, aTrackingPolicy } from '../../../support/found-scaling.ts';
import { pipe, terminalScreen } from '../../terminal/screens.ts';
import { ago, anActivity, at } from '../status/found-status.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const ecs = mockClient(ECSClient);
const suspended = { DynamicScalingInSuspended: true };

function aws() {
  const env = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' };
  return openAws({ clock: new FakeClock(), signal: new AbortController().signal, env });
}

const on = (service: string) => ({ ResourceId: `service/${service}` });
const targets = [
  aTarget(),
  aTarget({ ...on('prod/결제'), MaxCapacity: 5, SuspendedState: suspended }),
  aTarget(on('staging/old')),
  aTarget(on('prod/gone')),
];

afterAll(() => {
  scaling.restore();
  ecs.restore();
});

beforeEach(() => {
  scaling.reset();
  ecs.reset();
  scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: targets });
  scaling
    .on(DescribeScalingPoliciesCommand)
    .resolves({ ScalingPolicies: [aTrackingPolicy('ecsctl-cpu'), aStepPolicy('ecsctl-step-cpu-out')] });
  scaling.on(DescribeScheduledActionsCommand).resolves({ ScheduledActions: [anAction('office')] });
  ecs.on(DescribeServicesCommand, { cluster: 'prod' }).resolves({
    services: [
      aService(),
      aService({ serviceName: '결제', runningCount: 3 }),
      aService({ serviceName: 'gone', status: 'INACTIVE' }),
    ],
  });
  ecs
    .on(DescribeServicesCommand, { cluster: 'staging' })
    .rejects(Object.assign(new Error('no'), { name: 'ClusterNotFoundException' }));
  ecs.on(DescribeClustersCommand).resolves({ clusters: [{ clusterName: 'prod', status: 'ACTIVE' }] });
});

describe('the list of services that scale', () => {
  it('shows bounds, tasks, policies and what is not in order', async () => {
    const list = listScaled(await readScaled(aws()));
    expect(`\n${renderList(list, terminalScreen(80))}\n`).toMatchInlineSnapshot(`
      "
      SERVICE      TASKS  MIN  MAX  STATE                       POLICIES
      prod/gone        -    2   10  service gone                none
      prod/web         5    2   10  ok                          cpu 60, step cpu, 1 s…
      prod/결제      3/5    2    5  scale-in suspended, at max  none
      staging/old      -    2   10  service gone                none
      "
    `);
    expect(`\n${renderList(list, pipe)}\n`).toMatchInlineSnapshot(`
      "
      prod/gone		2	10	service gone	none
      prod/web	5	2	10	ok	cpu 60, step cpu, 1 schedule
      prod/결제	3/5	2	5	scale-in suspended, at max	none
      staging/old		2	10	service gone	none
      "
    `);
  });

  it('tells in JSON what the table shows', async () => {
    const { services } = listScaled(await readScaled(aws()));
    expect(services.find(({ service }) => service === 'prod/결제')).toEqual({
      service: 'prod/결제',
      cluster: 'prod',
      name: '결제',
      min: 2,
      max: 5,
      desired: 5,
      running: 3,
      pending: 0,
      gone: false,
      atMax: true,
      suspended: ['in'],
      policies: [],
      schedules: [],
    });
  });

  it('asks for ten services at once, by cluster', async () => {
    const many = Array.from({ length: 23 }, (_, index) => aTarget(on(`prod/s${index}`)));
    scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: many });
    await readScaled(aws());
    const sizes = ecs
      .commandCalls(DescribeServicesCommand)
      .map(({ args: [{ input }] }) => input.services?.length);
    expect(sizes).toEqual([10, 10, 3]);
  });

  it('reads each listing to its end, with a token of its own', async () => {
    scaling
      .on(DescribeScalingPoliciesCommand)
      .callsFake(({ NextToken }) => (NextToken ? { ScalingPolicies: [] } : { NextToken: 'policies-2' }));
    scaling
      .on(DescribeScheduledActionsCommand)
      .callsFake(({ NextToken }) => (NextToken ? { ScheduledActions: [] } : { NextToken: 'actions-2' }));
    await readScaled(aws());
    const tokens = (calls: { args: [{ input: { NextToken?: string; MaxResults?: number } }] }[]) =>
      calls.at(-1)?.args[0].input;
    expect(tokens(scaling.commandCalls(DescribeScalingPoliciesCommand))?.NextToken).toBe('policies-2');
    expect(tokens(scaling.commandCalls(DescribeScheduledActionsCommand))?.NextToken).toBe('actions-2');
    expect(
      tokens(scaling.commandCalls(DescribeScalingPoliciesCommand))?.MaxResults ?? 10,
    ).toBeLessThanOrEqual(10);
  });

  it('holds to one cluster, and names the nearest where there is none', async () => {
    const { services } = listScaled(await readScaled(aws(), 'prod'));
    expect(services.map(({ cluster }) => cluster)).toEqual(['prod', 'prod', 'prod']);
    ecs.on(DescribeClustersCommand).resolves({ clusters: [] });
    ecs.on(ListClustersCommand).resolves({ clusterArns: ['arn:aws:ecs:eu-central-1:1:cluster/prod'] });
    await expect(readScaled(aws(), 'prdo')).rejects.toMatchObject({
      kind: 'not-found',
      hint: 'did you mean prod?',
    });
  });

  it('says how to begin where nothing scales', () => {
    const empty = { region: 'eu-central-1', services: [] };
    expect(renderList(empty, terminalScreen(80))).toContain('ecsctl scale set CLUSTER/SERVICE');
    expect(renderList(empty, pipe)).toBe('');
  });
});

describe('the status of all services', () => {
  it('is a line or two each, with what was done last and why', async () => {
    const activities = new Map([
      ['service/prod/web', [anActivity(3)]],
      [
        'service/prod/결제',
        [
          anActivity(12, {
            StatusCode: 'Failed',
            NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 5 }],
          }),
        ],
      ],
    ]);
    const summary = summarise({ ...(await readScaled(aws())), at, since: ago(180), activities });
    expect(`\n${renderSummary(summary, terminalScreen(80))}\n`).toMatchInlineSnapshot(`
      "
      prod/gone     service gone
      prod/web      5 of 5 tasks (2 to 10); 3m ago to 4 tasks (ecsctl-cpu asked for
                    more)
      prod/결제     scale-in suspended, at max, 3 of 5 tasks (2 to 5); 12m ago not
                    scaled: already at 5 tasks, the most it may have: raise --max
                    (ecsctl-cpu asked for more)
      staging/old   service gone
      "
    `);
    expect(`\n${renderSummary(summary, pipe)}\n`).toMatchInlineSnapshot(`
      "
      prod/gone		2	10	service gone			
      prod/web	5	2	10	ok	2026-03-02T03:01:30.000Z	done	to 4 tasks (ecsctl-cpu asked for more)
      prod/결제	3/5	2	5	scale-in suspended, at max	2026-03-02T02:52:30.000Z	not scaled	already at 5 tasks, the most it may have: raise --max (ecsctl-cpu asked for more)
      staging/old		2	10	service gone			
      "
    `);
  });
});

describe('a policy in a few words', () => {
  const configuration = (specification: object) => ({
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 800, ...specification },
  });
  const predictive = (PredefinedMetricType: string) => ({
    MetricSpecifications: [{ TargetValue: 60, PredefinedMetricPairSpecification: { PredefinedMetricType } }],
  });

  it.each([
    [aTrackingPolicy('x'), 'cpu 60'],
    [
      aTrackingPolicy(
        'x',
        configuration({
          PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
        }),
      ),
      'requests 800',
    ],
    [
      aTrackingPolicy(
        'x',
        configuration({ CustomizedMetricSpecification: { MetricName: 'Depth', Namespace: 'S' } }),
      ),
      'Depth 800',
    ],
    [aStepPolicy('ecsctl-step-queue-jobs-in'), 'step queue-jobs'],
    [aStepPolicy('night burst'), 'step night burst'],
    [
      aTrackingPolicy('p', {
        PolicyType: 'PredictiveScaling',
        PredictiveScalingPolicyConfiguration: predictive('ECSServiceMemoryUtilization'),
      }),
      'predict memory 60',
    ],
    [aTrackingPolicy('odd', { PolicyType: 'MoodScaling' as 'StepScaling' }), 'MoodScaling odd'],
  ])('%# as it would be typed', (policy, words) => {
    expect(policiesInWords([policy])).toEqual([words]);
  });

  it('names the pair of step policies of one metric once', () => {
    const pair = [aStepPolicy('ecsctl-step-cpu-out'), aStepPolicy('ecsctl-step-cpu-in')];
    expect(policiesInWords(pair)).toEqual(['step cpu']);
  });
});

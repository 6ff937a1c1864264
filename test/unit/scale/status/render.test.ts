import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { FoundStatus } from '../../../../src/scale/status/found.ts';
import { judgeStatus } from '../../../../src/scale/status/judge.ts';
import { renderStatus } from '../../../../src/scale/status/render.ts';
import { renderVerdict } from '../../../../src/scale/status/render-verdict.ts';
import { loadPaint } from '../../../../src/terminal/paint.ts';
import { anAction, anAlarm, aStepPolicy, aTarget, policyArn } from '../../../support/found-scaling.ts';
import { pipe, taggedPaint, terminalScreen } from '../../terminal/screens.ts';
import { aFoundStatus, ago, anActivity, cpu, memory, rising, tasks, withPolicies } from './found-status.ts';

beforeAll(() => void vi.stubEnv('TZ', 'Asia/Seoul'));

function draw(found: FoundStatus, width: number): string {
  return `\n${renderStatus(judgeStatus(found), terminalScreen(width))}\n`;
}

const busy = withPolicies([cpu(90, 'high'), memory(41, 'neither')], {
  service: tasks(10, 8, {
    deployments: [
      {
        id: 'ecs-svc/2',
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        createdAt: ago(4),
        desiredCount: 10,
        runningCount: 3,
      },
      { id: 'ecs-svc/1', status: 'ACTIVE' },
    ],
  }),
  target: aTarget({ SuspendedState: { ScheduledScalingSuspended: true } }),
  schedules: [anAction('출근-시간', { Schedule: 'cron(0 9 ? * MON-FRI *)', Timezone: 'Asia/Seoul' })],
  activities: [
    anActivity(1, {
      StatusCode: 'Failed',
      NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 10 }],
    }),
    anActivity(6, {
      Description: 'Setting desired count to 10.',
      StatusCode: 'InProgress',
      EndTime: undefined,
    }),
    anActivity(40, { Description: 'Setting desired count to 6.' }),
  ],
});

const stepped: FoundStatus = aFoundStatus({
  policies: [
    aStepPolicy('밀린-작업', {
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        Cooldown: 60,
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 400, ScalingAdjustment: 1 },
          { MetricIntervalLowerBound: 400, ScalingAdjustment: 3 },
        ],
      },
    }),
  ],
  alarms: [
    anAlarm('작업-대기열-길어짐', {
      AlarmActions: [policyArn('밀린-작업')],
      StateTransitionedTimestamp: ago(90),
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
      Threshold: 100,
    }),
  ],
  points: new Map([['밀린-작업', rising(37)]]),
});

describe('the screen', () => {
  it('of a service at its maximum, in 80 columns', () => {
    expect(draw(busy, 80)).toMatchInlineSnapshot(`
      "
      ▲ prod/web runs 8 of 10 tasks, at its maximum of 10. CPU is 90% against a target
        of 60%, but it may have no more than 10 tasks.
        → ecsctl scale set prod/web --max 12
      ! SUSPENDED: scheduled scaling; go on with: ecsctl scale resume prod/web
        scheduled

      Tasks        2 ├██████▒▒┤ 10   10 desired, 8 running, 2 pending
      Deployment   in progress for 4m, 3 of 10 tasks: nothing scales in meanwhile
      Capacity     Fargate: no instances to wait for
      Asked        eu-central-1, 2026-03-02T03:04:30Z, 3h back

      CPU 90% against 60%  ecsctl-cpu
      100% ┤
           │                                          ╭────────────────────
           │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╭──────────────────────╯╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 60%
       50% ┤───────────────────╯
           │
           │
        0% ┤
           └─────────┬─────────┬──────────┬─────────┬──────────┬───────────
                   09:30     10:00      10:30     11:00      11:30

      Memory 41% against 70%  ecsctl-memory
      75% ┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 70%
          │
      50% ┤
          │                                  ╭─────────────────────────────
      25% ┤──────────────────────────────────╯
          │
       0% ┤
          └─────────┬─────────┬──────────┬──────────┬─────────┬────────────
                  09:30     10:00      10:30      11:00     11:30

      POLICY         FOLLOWS  NOW  TARGET  ASKS FOR    COOLDOWN
      ecsctl-cpu     CPU      90%     60%  more tasks  5m
      ecsctl-memory  memory   41%     70%  no change   5m

      ALARM               STATE  SINCE    FIRES WHEN
      ecsctl-cpu high     ALARM  12m ago  above 60% for 3m
      ecsctl-cpu low      OK     12m ago  below 54% for 15m
      ecsctl-memory high  OK     12m ago  above 70% for 3m
      ecsctl-memory low   OK     12m ago  below 63% for 15m

      SCHEDULE   NEXT    AT                          SETS           RUNS
      출근-시간  in 20h  Tue 03-03 09:00 Asia/Seoul  min 4, max 20  cron(0 9 ? * MON-…

      ACTIVITY
      60s ago  not scaled    already at 10 tasks, the most it may have: raise --max
                             (CPU above 60% for 3m)
       6m ago  in progress   to 10 tasks (CPU above 60% for 3m)
      40m ago  done          to 6 tasks (CPU above 60% for 3m)
      "
    `);
  });

  it('of a service at its maximum, in 160 columns', () => {
    expect(draw(busy, 160)).toMatchInlineSnapshot(`
      "
      ▲ prod/web runs 8 of 10 tasks, at its maximum of 10. CPU is 90% against a target of 60%, but it may have no more than 10 tasks.
        → ecsctl scale set prod/web --max 12
      ! SUSPENDED: scheduled scaling; go on with: ecsctl scale resume prod/web scheduled

      Tasks        2 ├██████▒▒┤ 10   10 desired, 8 running, 2 pending
      Deployment   in progress for 4m, 3 of 10 tasks: nothing scales in meanwhile
      Capacity     Fargate: no instances to wait for
      Asked        eu-central-1, 2026-03-02T03:04:30Z, 3h back

      CPU 90% against 60%  ecsctl-cpu                                                   Memory 41% against 70%  ecsctl-memory
      100% ┤                                                                            75% ┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 70%
           │                                         ╭───────────────────                   │
           │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╭──────────────────────╯╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 60%    50% ┤
       50% ┤──────────────────╯                                                             │                                 ╭────────────────────────────
           │                                                                            25% ┤─────────────────────────────────╯
           │                                                                                │
        0% ┤                                                                             0% ┤
           └────────┬─────────┬──────────┬─────────┬─────────┬───────────                   └────────┬──────────┬─────────┬─────────┬──────────┬───────────
                  09:30     10:00      10:30     11:00     11:30                                   09:30      10:00     10:30     11:00      11:30

      POLICY         FOLLOWS  NOW  TARGET  ASKS FOR    COOLDOWN
      ecsctl-cpu     CPU      90%     60%  more tasks  5m
      ecsctl-memory  memory   41%     70%  no change   5m

      ALARM               STATE  SINCE    FIRES WHEN
      ecsctl-cpu high     ALARM  12m ago  above 60% for 3m
      ecsctl-cpu low      OK     12m ago  below 54% for 15m
      ecsctl-memory high  OK     12m ago  above 70% for 3m
      ecsctl-memory low   OK     12m ago  below 63% for 15m

      SCHEDULE   NEXT    AT                          SETS           RUNS
      출근-시간  in 20h  Tue 03-03 09:00 Asia/Seoul  min 4, max 20  cron(0 9 ? * MON-FRI *)

      ACTIVITY
      60s ago  not scaled    already at 10 tasks, the most it may have: raise --max (CPU above 60% for 3m)
       6m ago  in progress   to 10 tasks (CPU above 60% for 3m)
      40m ago  done          to 6 tasks (CPU above 60% for 3m)
      "
    `);
  });

  it('of a step policy with Korean names, in 80 columns', () => {
    expect(draw(stepped, 80)).toMatchInlineSnapshot(`
      "
      ● prod/web runs 4 tasks, between 2 and 10. Messages in jobs are 37: no alarm
        asks for anything.

      Tasks      2 ├██░░░░░░┤ 10   4 desired, 4 running, 0 pending
      Capacity   Fargate: no instances to wait for
      Asked      eu-central-1, 2026-03-02T03:04:30Z, 3h back

      POLICY     FOLLOWS           NOW  TARGET  ASKS FOR   COOLDOWN
      밀린-작업  messages in jobs   37       -  no change  1m

      ALARM               STATE  SINCE    FIRES WHEN        STARTS
      작업-대기열-길어짐  OK     90m ago  above 100 for 3m  밀린-작업

      STEP       METRIC AT                      TASKS
      밀린-작업  messages in jobs 100 to 500       +1
      밀린-작업  messages in jobs 500 and more     +3

      Nothing was scaled in the last six weeks.
      "
    `);
  });

  it('of a service that does not scale', () => {
    expect(draw(aFoundStatus({ target: undefined }), 80)).toMatchInlineSnapshot(`
      "
      ○ prod/web runs 4 tasks and does not scale: it has no scalable target.
        → ecsctl scale set prod/web --min 1 --max 4 --cpu 60

      Tasks      4 desired, 4 running, 0 pending
      Capacity   Fargate: no instances to wait for
      Asked      eu-central-1, 2026-03-02T03:04:30Z, 3h back
      "
    `);
  });

  it('of a metric without data says why', () => {
    const found = withPolicies([cpu(undefined, 'unknown')], { service: tasks(2, 0) });
    expect(draw(found, 80)).toMatchInlineSnapshot(`
      "
      ? prod/web runs 0 of 2 tasks, at its minimum of 2. CPU has no data (no task runs
        that could be measured): without data nothing scales in.

      Tasks      2 ├░░░░░░░░┤ 10   2 desired, 0 running, 2 pending
      Capacity   Fargate: no instances to wait for
      Asked      eu-central-1, 2026-03-02T03:04:30Z, 3h back

      CPU against 60%  ecsctl-cpu
      no data now: no task runs that could be measured

      POLICY      FOLLOWS  NOW  TARGET  ASKS FOR  COOLDOWN
      ecsctl-cpu  CPU        -     60%  no data   5m

      ALARM            STATE              SINCE    FIRES WHEN
      ecsctl-cpu high  INSUFFICIENT_DATA  12m ago  above 60% for 3m
      ecsctl-cpu low   INSUFFICIENT_DATA  12m ago  below 54% for 15m

      Nothing was scaled in the last six weeks.
      "
    `);
  });

  it('begins with the answer, in colours that say how bad it is', () => {
    const value = judgeStatus(busy);
    expect(`\n${renderVerdict(value, terminalScreen(80, taggedPaint))}\n`).toMatchInlineSnapshot(`
      "
      <bad>▲</bad> <strong>prod/web runs 8 of 10 tasks, at its maximum of 10. CPU is 90% against a target</strong>
        <strong>of 60%, but it may have no more than 10 tasks.</strong>
        <accent>→ ecsctl scale set prod/web --max 12</accent>
      <warn>! SUSPENDED: scheduled scaling; go on with: ecsctl scale resume prod/web</warn>
      <warn>  scheduled</warn>
      "
    `);
  });

  it('reads the same without its colours', async () => {
    const paint = await loadPaint();
    for (const found of [busy, stepped, aFoundStatus()]) {
      const coloured = renderStatus(judgeStatus(found), terminalScreen(160, paint));
      expect(coloured).toContain('\x1b[');
      expect(stripVTControlCharacters(coloured)).toBe(renderStatus(judgeStatus(found), terminalScreen(160)));
    }
  });

  it('is never wider than the terminal', async () => {
    const paint = await loadPaint();
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 240 }), fc.constantFrom(busy, stepped), (width, found) => {
        const lines = renderStatus(judgeStatus(found), terminalScreen(width, paint)).split('\n');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the columns under Korean names in line', () => {
    const [heading = '', row = ''] = draw(stepped, 100)
      .split('\n')
      .filter((line) => /^(ALARM|작업)/.test(line));
    expect(stringWidth(row.slice(0, row.indexOf('OK')))).toBe(heading.indexOf('STATE'));
  });
});

describe('in a pipe', () => {
  it('there is a row for each part, in whole values', () => {
    expect(`\n${renderStatus(judgeStatus(busy), pipe)}\n`).toMatchInlineSnapshot(`
      "
      service	prod/web
      verdict	at-max
      why	prod/web runs 8 of 10 tasks, at its maximum of 10. CPU is 90% against a target of 60%, but it may have no more than 10 tasks.
      advice	ecsctl scale set prod/web --max 12
      desired	10
      running	8
      pending	2
      min	2
      max	10
      suspended	scheduled
      deployment	2026-03-02T03:00:30.000Z
      capacity	Fargate: no instances to wait for
      policy	ecsctl-cpu	CPU	90%	60%	more tasks	5m
      policy	ecsctl-memory	memory	41%	70%	no change	5m
      alarm	TargetTracking-service/prod/web-AlarmHigh-ecsctl-cpu	ALARM	2026-03-02T02:52:30.000Z	above 60% for 3m	ecsctl-cpu
      alarm	TargetTracking-service/prod/web-AlarmLow-ecsctl-cpu	OK	2026-03-02T02:52:30.000Z	below 54% for 15m	ecsctl-cpu
      alarm	TargetTracking-service/prod/web-AlarmHigh-ecsctl-memory	OK	2026-03-02T02:52:30.000Z	above 70% for 3m	ecsctl-memory
      alarm	TargetTracking-service/prod/web-AlarmLow-ecsctl-memory	OK	2026-03-02T02:52:30.000Z	below 63% for 15m	ecsctl-memory
      schedule	출근-시간	cron(0 9 ? * MON-FRI *)	Asia/Seoul	2026-03-03T00:00:00.000Z	min 4, max 20
      activity	2026-03-02T03:03:30.000Z	not scaled	already at 10 tasks, the most it may have: raise --max	CPU above 60% for 3m
      activity	2026-03-02T02:58:30.000Z	in progress	to 10 tasks	CPU above 60% for 3m
      activity	2026-03-02T02:24:30.000Z	done	to 6 tasks	CPU above 60% for 3m
      "
    `);
  });
});

import { expect, it } from 'vitest';
import { listEvents } from '../../../src/events/ls/list.ts';
import type { FoundEvents } from '../../../src/events/ls/read.ts';
import { renderList } from '../../../src/events/ls/render.ts';
import { plainPaint, type Screen } from '../../../src/terminal/screen.ts';
import { aSchedule, aTrigger, withTarget } from './show/found-road.ts';

const stopped = JSON.stringify({
  source: ['aws.ecs'],
  'detail-type': ['ECS Task State Change'],
  detail: { clusterArn: ['arn:aws:ecs:eu-west-1:123456789012:cluster/stage'] },
});
const topic = { id: 'ecsctl', arn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
const foreign = aSchedule({
  name: 'weekly',
  home: 'default',
  isOurs: false,
  isEnabled: false,
  arn: 'weekly',
});
const alarms = aTrigger({ name: 'alarms', arn: 'alarms', pattern: stopped, targets: [topic] });

const found = (more: Partial<FoundEvents> = {}): FoundEvents => ({
  region: 'eu-west-1',
  triggers: [foreign, aTrigger(), aSchedule(), alarms],
  failures: { value: new Map([[aTrigger().arn, { count: 3, of: 'rule' }]]) },
  now: new Date('2026-11-23T00:00:00Z'),
  ...more,
});
const screen: Screen = { width: 120, aligned: true, paint: plainPaint, now: new Date(0) };

it('lists ecsctl’s own first, with what sets them off, when they fire in their zone, and what failed', () => {
  expect(listEvents(found()).events.map(({ arn: _, clusters: __, ...shown }) => shown)).toEqual([
    {
      name: 'alarms',
      kind: 'on-stop',
      engine: 'rule',
      ours: true,
      enabled: true,
      on: 'stage',
      targets: ['topic alarms'],
    },
    {
      ...{ name: 'nightly', kind: 'schedule', engine: 'schedule', ours: true, enabled: true },
      ...{ on: 'cron(0 3 * * ? *)', targets: ['prod/thumbnail:3'] },
      next: { local: 'Tue 11-24 03:00 Asia/Seoul', utc: '2026-11-23T18:00:00Z' },
    },
    {
      ...{ name: 'thumbs', kind: 'on-upload', engine: 'rule', ours: true, enabled: true },
      ...{
        on: 'uploads key starts with "in/"',
        targets: ['prod/thumbnail'],
        failures: { count: 3, of: 'rule' },
      },
    },
    {
      ...{ name: 'default/weekly', kind: 'schedule', engine: 'schedule', ours: false, enabled: false },
      ...{ on: 'cron(0 3 * * ? *)', targets: ['prod/thumbnail:3'] },
    },
  ]);
});

it('picks out what starts tasks in a cluster, or tells of its tasks', () => {
  const names = (cluster: string) => listEvents(found({ cluster })).events.map(({ name }) => name);
  expect(names('prod')).toEqual(['nightly', 'thumbs', 'default/weekly']);
  expect(names('stage')).toEqual(['alarms']);
  const all = found({
    cluster: 'stage',
    triggers: [
      {
        ...alarms,
        pattern: JSON.stringify({ source: ['aws.ecs'], 'detail-type': ['ECS Task State Change'] }),
      },
    ],
  });
  expect(listEvents(all).events.map(({ name }) => name)).toEqual(['alarms']);
});

it('knows a schedule that makes the call itself', () => {
  const call = withTarget(aSchedule(), {
    arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask',
    ecs: undefined,
    input: JSON.stringify({ Cluster: 'stage', TaskDefinition: 'report' }),
  });
  expect(listEvents(found({ triggers: [call] })).events[0]).toMatchObject({
    clusters: ['stage'],
    targets: ['stage/report'],
  });
});

it('marks what others have made, and says where failures are not known', () => {
  const text = renderList(listEvents(found({ failures: { refused: 'cloudwatch:GetMetricData' } })), screen);
  expect(text).toMatch(/^default\/weekly \* /m);
  expect(text).toContain('* not made by ecsctl');
  expect(text).toContain('the caller may not cloudwatch:GetMetricData');
});

it('names no time where none can be told: a rate of a rule, a zone of which nobody here knows', () => {
  const rate = aTrigger({ name: 'hourly', arn: 'hourly', schedule: { expression: 'rate(1 hour)' } });
  const nowhere = { expression: 'cron(0 3 * * ? *)', timezone: 'America/Nowhere' };
  const { events } = listEvents(found({ triggers: [rate, aSchedule({ schedule: nowhere }), aSchedule()] }));
  expect(events.map(({ on, next }) => [on, next?.local])).toEqual([
    ['rate(1 hour)', undefined],
    ['cron(0 3 * * ? *)', undefined],
    ['cron(0 3 * * ? *)', 'Tue 11-24 03:00 Asia/Seoul'],
  ]);
});

it('is a row each in a pipe, with the name as it is typed', () => {
  const rows = renderList(listEvents(found()), { ...screen, aligned: false }).split('\n');
  expect(rows.at(-1)?.split('\t')).toEqual([
    'default/weekly',
    'schedule',
    'off',
    'cron(0 3 * * ? *)',
    '',
    'prod/thumbnail:3',
    '',
    'others',
  ]);
  expect(rows[1]?.split('\t')[4]).toBe('2026-11-23T18:00:00Z');
});

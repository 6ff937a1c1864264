import { describe, expect, it } from 'vitest';
import type { FoundScheduled } from '../../../../src/events/schedule/read.ts';
import { showFirings } from '../../../../src/events/schedule/timing.ts';
import type { WantedSchedule } from '../../../../src/events/schedule/wanted.ts';
import { parseAt, parseCron, parseRate } from '../../../../src/schedule/expression.ts';

const now = new Date('2026-11-23T01:30:00.500Z');
const target = {
  ...{ cluster: 'prod', taskDefinition: { family: 'job' }, environment: [] },
  ...{ hasPublicIp: false, propagatesTags: false },
};

/** The next firings in UTC of what is wanted, beside the schedule that there is. */
function firings(
  wanted: Pick<WantedSchedule, 'expression'> & Partial<WantedSchedule>,
  schedule?: FoundScheduled['schedule'],
  rule?: NonNullable<FoundScheduled['rule']>['rule'],
): unknown {
  const whole: WantedSchedule = { name: 'nightly', engine: 'scheduler', isKept: false, target, ...wanted };
  const { clusterArn, ...place } = { clusterArn: '', partition: 'aws', region: 'us-east-1', account: '1' };
  const found = {
    cluster: { clusterArn },
    place,
    definition: {},
    hasGroup: true,
    ...(schedule && { schedule }),
    ...(rule && { rule: { rule, targets: [], tags: {} } }),
  };
  const value = showFirings(whole, () => now)(found).value as readonly { readonly utc: string }[];
  return value.map(({ utc }) => utc.slice(5, 16));
}

describe('the next firings', () => {
  it('are five, in the zone of the schedule', () => {
    const expression = parseCron('0 9 ? * MON-FRI *');
    expect(firings({ expression, timezone: 'Asia/Seoul' })).toEqual([
      ...['11-24T00:00', '11-25T00:00', '11-26T00:00', '11-27T00:00', '11-30T00:00'],
    ]);
    expect(firings({ expression })).toContain('11-23T09:00');
  });

  it('are in the zone that the schedule has, where none is named', () => {
    const kept = { ScheduleExpressionTimezone: 'Asia/Seoul', EndDate: new Date('2026-11-25T12:00:00Z') };
    expect(firings({ expression: parseCron('0 9 * * ? *') }, kept)).toEqual(['11-24T00:00', '11-25T00:00']);
  });

  it('begin at once for a new rate of Scheduler, and not for one of a rule, or one that is there', () => {
    const expression = parseRate('1 hour');
    const later = ['11-23T02:30', '11-23T03:30', '11-23T04:30', '11-23T05:30'];
    expect(firings({ expression })).toEqual(['11-23T01:30', ...later]);
    expect(firings({ expression, engine: 'rule' })).toEqual([...later, '11-23T06:30']);
    const CreationDate = new Date('2026-11-23T00:10:00Z');
    expect(firings({ expression }, { ScheduleExpression: 'rate(1 hour)', CreationDate })).toContain(
      '11-23T02:10',
    );
  });

  it('are not made up for a rate that a rule has, of which AWS does not say when it was set', () => {
    const there = { Name: 'nightly', ScheduleExpression: 'rate(1 hour)' };
    expect(firings({ expression: parseRate('1 hour'), engine: 'rule' }, undefined, there)).toEqual([]);
    expect(firings({ expression: parseRate('2 hours'), engine: 'rule' }, undefined, there)).toContain(
      '11-23T03:30',
    );
  });

  it.each([
    ['scheduler' as const, { State: 'DISABLED' as const }, undefined],
    ['rule' as const, undefined, { State: 'DISABLED' as const }],
  ])('are none of what is disabled with engine %s', (engine, schedule, rule) => {
    expect(firings({ expression: parseCron('0 9 * * ? *'), engine }, schedule, rule)).toEqual([]);
    expect(firings({ expression: parseRate('1 hour'), engine }, schedule, rule)).toEqual([]);
  });

  it('are unknown in a zone of which nobody here knows', () => {
    const kept = { ScheduleExpressionTimezone: 'America/Nowhere' };
    expect(firings({ expression: parseCron('0 9 * * ? *') }, kept)).toEqual([]);
  });

  it('are not bounded by an end, where it runs once', () => {
    const kept = { EndDate: new Date('2026-01-01T00:00:00Z') };
    expect(firings({ expression: parseAt('2030-01-31T03:00') }, kept)).toEqual(['01-31T03:00']);
  });

  it('are one of what runs once', () => {
    const expression = parseAt('2030-01-31T03:00');
    expect(firings({ expression, timezone: 'Europe/Berlin' })).toEqual(['01-31T02:00']);
  });
});

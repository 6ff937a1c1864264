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
): unknown {
  const whole: WantedSchedule = { name: 'nightly', engine: 'scheduler', isKept: false, target, ...wanted };
  const { clusterArn, ...place } = { clusterArn: '', partition: 'aws', region: 'us-east-1', account: '1' };
  const found = {
    cluster: { clusterArn },
    place,
    definition: {},
    hasGroup: true,
    ...(schedule && { schedule }),
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

  it('are one of what runs once', () => {
    const expression = parseAt('2030-01-31T03:00');
    expect(firings({ expression, timezone: 'Europe/Berlin' })).toEqual(['01-31T02:00']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAt, parseCron, parseRate, parseSchedule } from '../../../src/schedule/expression.ts';
import { readSchedule } from '../../../src/schedule/kept-expression.ts';
import { failureOf, refusedFor } from '../../support/refused.ts';

describe('cron expressions that AWS takes', () => {
  it.each([
    ['cron(0 9 * * ? *)', {}],
    ['0 9 * * ? *', {}],
    ['  cron( 0  9 * *  ? * ) ', {}],
    ['CRON(0 9 * * ? *)', {}],
    ['0 09 * * ? *', {}],
    ['0 9 ? * * *', {}],
    ['0 9 ? * MON-FRI *', { dayOfWeek: '2,3,4,5,6' }],
    ['0 9 ? * mon-fri *', { dayOfWeek: '2,3,4,5,6' }],
    ['0 9 ? * 2-6 *', { dayOfWeek: '2,3,4,5,6' }],
    ['0 9 ? * 1 *', { dayOfWeek: '1' }],
    ['0 9 ? * SUN *', { dayOfWeek: '1' }],
    ['0 9 ? * SAT,SUN *', { dayOfWeek: '1,7' }],
    ['0 9 ? * FRI-MON *', { dayOfWeek: '1,2,6,7' }],
    ['0 9 ? * L *', { dayOfWeek: '7' }],
    ['0 9 ? * 6L *', { dayOfWeek: '6#L' }],
    ['0 9 ? * FRIL *', { dayOfWeek: '6#L' }],
    ['0 9 ? * 3#2 *', { dayOfWeek: '3#2' }],
    ['0 9 ? * MON#1 *', { dayOfWeek: '2#1' }],
    ['0 9 1 * ? *', { dayOfMonth: '1' }],
    ['0 9 1,15 * ? *', { dayOfMonth: '1,15' }],
    ['0 9 1-3 * ? *', { dayOfMonth: '1,2,3' }],
    ['0 9 1/10 * ? *', { dayOfMonth: '1,11,21,31' }],
    ['0 9 */10 * ? *', { dayOfMonth: '1,11,21,31' }],
    ['0 9 30-2 * ? *', { dayOfMonth: '1,2,30,31' }],
    ['0 9 L * ? *', { dayOfMonth: 'L' }],
    ['0 9 LW * ? *', { dayOfMonth: 'LW' }],
    ['0 9 15W * ? *', { dayOfMonth: '15W' }],
    ['*/15 9 * * ? *', { minutes: '0,15,30,45' }],
    ['0/15 9 * * ? *', { minutes: '0,15,30,45' }],
    ['5/20 9 * * ? *', { minutes: '5,25,45' }],
    ['10-30/10 9 * * ? *', { minutes: '10,20,30' }],
    ['59 9 * * ? *', { minutes: '59' }],
    ['0,0,30 9 * * ? *', { minutes: '0,30' }],
    ['* 9 * * ? *', { minutes: '*' }],
    ['0 * * * ? *', { hours: '*' }],
    ['0 0 * * ? *', { hours: '0' }],
    ['0 23 * * ? *', { hours: '23' }],
    ['0 8-10,18 * * ? *', { hours: '8,9,10,18' }],
    ['0 22-2 * * ? *', { hours: '0,1,2,22,23' }],
    ['0 22-2/2 * * ? *', { hours: '0,2,22' }],
    ['0 9 * JAN ? *', { month: '1' }],
    ['0 9 * 12 ? *', { month: '12' }],
    ['0 9 * JAN,APR,JUL,OCT ? *', { month: '1,4,7,10' }],
    ['0 9 * 1/3 ? *', { month: '1,4,7,10' }],
    ['0 9 * NOV-FEB ? *', { month: '1,2,11,12' }],
    ['0 9 * * ? 2027', { year: '2027' }],
    ['0 9 * * ? 1970', { year: '1970' }],
    ['0 9 * * ? 2199', { year: '2199' }],
    ['0 9 * * ? 2027-2029', { year: '2027,2028,2029' }],
    ['0 9 * * ? 2027,2030', { year: '2027,2030' }],
  ])('reads %s', (text, fields) => {
    const everyMorning = { minutes: '0', hours: '9', dayOfMonth: '*', month: '*', dayOfWeek: '*', year: '*' };
    expect(parseCron(text).fields).toEqual({ ...everyMorning, ...fields });
  });

  it('writes them as AWS does', () => {
    expect(parseCron(' 0  9 ? * mon-fri * ').text).toBe('cron(0 9 ? * MON-FRI *)');
    expect(parseSchedule('cron(0 9 ? * MON-FRI *)').text).toBe('cron(0 9 ? * MON-FRI *)');
  });
});

describe('cron expressions that AWS refuses', () => {
  it.each([
    ['', 'has 0 fields'],
    ['cron()', 'has 0 fields'],
    ['*', 'has 1 field,'],
    ['0 9 * * *', 'has 5 fields'],
    ['0 0 9 * * ? *', 'has 7 fields'],
    ['60 9 * * ? *', "minutes '60': 60 is not within 0-59"],
    ['-1 9 * * ? *', "minutes '-1'"],
    ['5.5 9 * * ? *', "minutes '5.5'"],
    ['a 9 * * ? *', "minutes 'A'"],
    ['? 9 * * ? *', "minutes '?'"],
    ['*/0 9 * * ? *', 'the step 0 is not within 1-60'],
    ['*/61 9 * * ? *', 'the step 61'],
    ['0/x 9 * * ? *', 'the step X'],
    ['/5 9 * * ? *', "minutes '/5'"],
    ['0, 9 * * ? *', "minutes '0,'"],
    ['*-5 9 * * ? *', "minutes '*-5'"],
    ['1-2-3 9 * * ? *', "minutes '1-2-3'"],
    ['0 24 * * ? *', "hours '24': 24 is not within 0-23"],
    ['0 8-24 * * ? *', "hours '8-24': 24"],
    ['0 9 0 * ? *', "day-of-month '0'"],
    ['0 9 32 * ? *', "day-of-month '32'"],
    ['0 9 32W * ? *', "day-of-month '32W'"],
    ['0 9 L,15 * ? *', "day-of-month 'L,15'"],
    ['0 9 1W,15W * ? *', "day-of-month '1W,15W'"],
    ['0 9 L-3 * ? *', "day-of-month 'L-3'"],
    ['0 9 W * ? *', "day-of-month 'W'"],
    ['0 9 * 0 ? *', "month '0'"],
    ['0 9 * 13 ? *', "month '13'"],
    ['0 9 * JANUARY ? *', "month 'JANUARY'"],
    ['0 9 ? * 0 *', "day-of-week '0'"],
    ['0 9 ? * 8 *', "day-of-week '8'"],
    ['0 9 ? * MONDAY *', "day-of-week 'MONDAY'"],
    ['0 9 ? * MON/2 *', 'AWS takes no steps there'],
    ['0 9 ? * MON#0 *', "day-of-week 'MON#0'"],
    ['0 9 ? * MON#6 *', "day-of-week 'MON#6'"],
    ['0 9 ? * 3#1,6#3 *', "day-of-week '3#1,6#3'"],
    ['0 9 ? * 8L *', "day-of-week '8L'"],
    ['0 9 * * ? 1969', "year '1969'"],
    ['0 9 * * ? 2200', "year '2200'"],
    ['0 9 * * ? 2029-2027', '2029 comes after 2027'],
    ['0 9 * * ? ?', "year '?'"],
    ['0 9 * * * *', "day-of-month '*' and day-of-week '*' are both set"],
    ['0 9 1 * MON *', "day-of-month '1' and day-of-week 'MON' are both set"],
    ['30 6 * * 2 *', "day-of-month '*' and day-of-week '2' are both set"],
    ['0 9 ? * ? *', 'are both left open'],
    ['cron(0 9 * * ? *', "minutes 'CRON(0'"],
    ['@daily', 'has 1 field,'],
  ])('refuses %s', (text, naming) => {
    refusedFor('usage', naming, () => parseCron(text));
  });

  it.each([
    ['0 9 * * *', '0 9 * * ? *'],
    ['0 9 * * 1-5', '0 9 ? * MON-FRI *'],
    ['*/5 9 * * 0,6', '*/5 9 ? * SUN,SAT *'],
    ['0 9 * * 7', '0 9 ? * SUN *'],
    ['0 9 1 * *', '0 9 1 * ? *'],
    ['0 9 * * * *', '0 9 * * ? *'],
    ['30 6 * * 2 *', '30 6 ? * 2 *'],
  ])('says of %s what to write instead: %s', (text, instead) => {
    expect(refusedFor('usage', 'cron expression', () => parseCron(text))).toContain(instead);
    expect(parseCron(instead).kind).toBe('cron');
  });

  it('never fails with anything but a usage failure', () => {
    const field = fc.stringMatching(/^[\d*?LW#,/A-Z-]{1,6}$/);
    const almost = fc.array(field, { minLength: 5, maxLength: 7 }).map((fields) => fields.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const read = (): unknown => parseCron(text);
        try {
          read();
        } catch {
          expect(failureOf('usage', read).message).toContain('cron expression');
        }
      }),
    );
  });
});

describe('rates', () => {
  it.each([
    ['1 minute', 'rate(1 minute)', 60],
    ['5 minutes', 'rate(5 minutes)', 300],
    ['rate(1 hour)', 'rate(1 hour)', 3600],
    ['  RATE( 2  Hours ) ', 'rate(2 hours)', 7200],
    ['1 day', 'rate(1 day)', 86_400],
    ['07 days', 'rate(7 days)', 604_800],
  ])('reads %s', (text, written, seconds) => {
    expect(parseRate(text)).toEqual({ kind: 'rate', text: written, seconds });
  });

  it.each([
    ['', "rate ''"],
    ['hour', "rate 'hour'"],
    ['1', "rate '1'"],
    ['1h', "rate '1h'"],
    ['0 minutes', "rate '0 minutes'"],
    ['-5 minutes', "rate '-5 minutes'"],
    ['1.5 hours', "rate '1.5 hours'"],
    ['30 seconds', "rate '30 seconds'"],
    ['1 week', "rate '1 week'"],
    ['1 hours', "rate '1 hours' has the wrong ending"],
    ['5 minute', "rate '5 minute' has the wrong ending"],
    ['rate(5 minutes', "rate 'rate(5 minutes'"],
  ])('refuses %s', (text, naming) => {
    refusedFor('usage', naming, () => parseRate(text));
  });
});

describe('single times', () => {
  it.each([
    ['2026-12-01T09:00', '2026-12-01T09:00:00'],
    ['2026-12-01T09:00:30', '2026-12-01T09:00:30'],
    ['at(2026-12-01T09:00:00)', '2026-12-01T09:00:00'],
    [' at( 2026-12-01t09:00 ) ', '2026-12-01T09:00:00'],
    ['2028-02-29T00:00', '2028-02-29T00:00:00'],
  ])('reads %s', (text, local) => {
    expect(parseAt(text)).toEqual({ kind: 'at', text: `at(${local})`, local });
  });

  it.each([
    ['', "time ''"],
    ['2026-12-01', "'2026-12-01' is not understood"],
    ['09:00', "'09:00' is not understood"],
    ['2026-12-01 09:00', 'is not understood'],
    ['2026-12-01T09:00Z', 'has a zone of its own'],
    ['2026-12-01T09:00:00+01:00', 'has a zone of its own'],
    ['2026-02-29T09:00', 'does not exist'],
    ['2026-13-01T09:00', 'does not exist'],
    ['2026-12-01T24:00', 'does not exist'],
    ['2026-12-01T09:60', 'does not exist'],
    ['tomorrow', "'TOMORROW' is not understood"],
  ])('refuses %s', (text, naming) => {
    refusedFor('usage', naming, () => parseAt(text));
  });
});

describe('schedules of any kind', () => {
  it.each(['0 9 * * ? *', '', 'every(1 hour)', 'rate', 'cron'])('refuses %s, which says no kind', (text) => {
    refusedFor('usage', `'${text}' is no schedule`, () => parseSchedule(text));
  });

  it('reads what AWS answers, and nothing else', () => {
    expect(readSchedule('rate(1 hour)')?.kind).toBe('rate');
    expect(readSchedule('at(2026-12-01T09:00:00)')?.kind).toBe('at');
    expect(readSchedule('moon(full)')).toBeUndefined();
    expect(readSchedule(undefined)).toBeUndefined();
  });

  it('reads its own writing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cron(0/5 8-18 ? * MON-FRI 2027)', 'rate(5 minutes)', 'at(2030-01-31T09:00:00)'),
        (text) => {
          expect(parseSchedule(parseSchedule(text).text)).toEqual(parseSchedule(text));
        },
      ),
    );
  });
});

import { ComparisonOperator, StateValue } from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { alarmStatus } from '../../../../src/scale/status/alarms.ts';
import { anAlarm } from '../../../support/found-scaling.ts';
import { ago } from './found-status.ts';

it.each([
  [{ Threshold: 60 }, 'above 60% for 3m', 'high'],
  [
    { Threshold: 54, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 15 },
    'below 54% for 15m',
    'low',
  ],
  [{ DatapointsToAlarm: 2, Period: 20 }, 'above 70% for 40s of 1m', 'high'],
  [
    { ComparisonOperator: 'GreaterThanUpperThreshold', Threshold: undefined },
    'above the expected band for 3m',
    'high',
  ],
] as const)('%j fires %s', (values, condition, side) => {
  expect(alarmStatus(anAlarm('a', values), '%')).toMatchObject({ condition, side });
});

it.each(Object.values(ComparisonOperator))('%s is said in words', (operator) => {
  const { condition } = alarmStatus(anAlarm('a', { ComparisonOperator: operator }), '');
  expect(condition).toMatch(/^(at or )?(above|below|outside)/);
});

it('prints an operator that is not known as AWS calls it', () => {
  const alarm = anAlarm('a', { ComparisonOperator: 'SidewaysOfThreshold' as ComparisonOperator });
  expect(alarmStatus(alarm, '')).toMatchObject({ condition: 'SidewaysOfThreshold 70 for 3m', side: 'other' });
});

it.each([...Object.values(StateValue), 'DREAMING'])('keeps the state %s', (state) => {
  const alarm = anAlarm('a', { StateValue: state as StateValue, StateTransitionedTimestamp: ago(3) });
  expect(alarmStatus(alarm, '')).toMatchObject({ state, since: ago(3) });
});

it('counts the minutes of metric math by its longest metric', () => {
  const alarm = anAlarm('a', {
    Period: undefined,
    EvaluationPeriods: 2,
    Metrics: [
      { Id: 'm', MetricStat: { Metric: {}, Period: 300, Stat: 'Sum' }, ReturnData: false },
      { Id: 'e', Expression: 'm / 2' },
    ],
  });
  expect(alarmStatus(alarm, '').condition).toBe('above 70 for 10m');
});

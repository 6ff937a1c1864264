import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../../world/region.ts';
import { ends, type Tick } from '../../world/tick.ts';
import { setState } from './alarm-store.ts';
import { breaches, evaluationRange, type Judgement, verdict } from './alarm-verdict.ts';
import { pointsOf, queriedValue, type Span } from './query.ts';
import type { Alarm, StateValue } from './state.ts';

/** Looks at every alarm whose time has come: each minute, or each period when that is shorter. */
export function evaluateAlarms(region: Region, tick: Tick): void {
  for (const alarm of region.cloudwatch.alarms.values()) {
    if (ends(tick, Math.min(60, periodSeconds(alarm)))) evaluateAlarm(region, alarm, tick.at);
  }
}

function evaluateAlarm(region: Region, alarm: Alarm, at: number): void {
  const judgement = judgementOf(alarm);
  const range = recent(region, alarm, at, evaluationRange(judgement));
  const values = range.map(([, value]) => value);
  alarm.lastValue = values.findLast((value) => value !== undefined);
  alarm.isNews = true;
  const next = verdict(judgement, values);
  if (next === undefined || next === alarm.StateValue) return;
  setState(region, alarm, new Date(at), {
    value: next,
    reason: reasonFor(judgement, next, range),
    data: reasonData(alarm, judgement, range, at),
  });
}

/** The seconds of an alarm's period: its own, or that of the metrics that its expression is made of. */
export function periodSeconds({ Period, Metrics }: Alarm): number {
  if (Period) return Period;
  return Math.max(1, ...(Metrics ?? []).map((query) => query.MetricStat?.Period ?? query.Period ?? 0));
}

function judgementOf(alarm: Alarm): Judgement {
  return {
    threshold: alarm.Threshold ?? 0,
    comparison: alarm.ComparisonOperator ?? 'GreaterThanThreshold',
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
    missing: missingData(alarm.TreatMissingData),
  };
}

type Dated = [time: number, value: number | undefined];

/**
 * The alarm's last `count` periods before `at`, the oldest first. Periods slide with the minute, they need
 * not start at whole hours.
 */
function recent(region: Region, alarm: Alarm, at: number, count: number): Dated[] {
  const period = periodSeconds(alarm) * 1000;
  const span = { from: at - count * period, to: at };
  const points = alarm.Metrics?.length ? returned(region, alarm.Metrics, span) : own(region, alarm, span);
  return Array.from({ length: count }, (_, index): Dated => {
    const time = span.from + index * period;
    return [time, points.get(time)];
  });
}

function own(region: Region, alarm: Alarm, span: Span): Map<number, number> {
  const { Period, Statistic, ExtendedStatistic, Unit } = alarm;
  const stat = { Metric: alarm, Period, Stat: Statistic ?? ExtendedStatistic, Unit };
  return pointsOf(region, stat, span);
}

function returned(region: Region, metrics: readonly MetricDataQuery[], span: Span): Map<number, number> {
  const query = metrics.find(({ ReturnData }) => ReturnData !== false);
  const value = queriedValue(region, metrics, query?.Id ?? '', span);
  return value instanceof Map ? value : new Map();
}

function missingData(treatment: string | undefined): Judgement['missing'] {
  return treatment === 'ignore' || treatment === 'breaching' || treatment === 'notBreaching'
    ? treatment
    : 'missing';
}

const inWords: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

function reasonFor(judgement: Judgement, state: StateValue, range: readonly Dated[]): string {
  const { evaluationPeriods, datapointsToAlarm, threshold, comparison } = judgement;
  const known = range.filter((dated): dated is [number, number] => dated[1] !== undefined);
  const looked = known.slice(-evaluationPeriods);
  if (looked.length === 0) {
    const unknown = `${evaluationPeriods} datapoints were unknown.`;
    return state === 'INSUFFICIENT_DATA' ? `Insufficient Data: ${unknown}` : `Threshold Crossed: ${unknown}`;
  }
  const told = looked.filter(([, value]) => breaches(judgement, value) === (state === 'ALARM'));
  const values = told.reverse().map(([time, value]) => `${value} (${stamp(time)})`);
  const relation = `${state === 'ALARM' ? '' : 'not '}${inWords[comparison] ?? comparison}`;
  const verb = told.length === 1 ? 'was' : 'were';
  const least = state === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const transition = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return (
    `Threshold Crossed: ${told.length} out of the last ${evaluationPeriods} datapoints ` +
    `[${values.join(', ')}] ${verb} ${relation} the threshold (${decimal(threshold)}) ` +
    `(minimum ${least} ${least === 1 ? 'datapoint' : 'datapoints'} for ${transition} transition).`
  );
}

function reasonData(alarm: Alarm, { threshold }: Judgement, range: readonly Dated[], at: number): string {
  const known = range.filter(([, value]) => value !== undefined).slice(-alarm.EvaluationPeriods);
  return JSON.stringify({
    version: '1.0',
    queryDate: new Date(at).toISOString(),
    startDate: new Date(known[0]?.[0] ?? at).toISOString(),
    statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
    period: periodSeconds(alarm),
    recentDatapoints: known.map(([, value]) => value),
    threshold,
  });
}

/** 31/12/25 23:59:00, the way CloudWatch writes times in reasons. */
function stamp(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}

function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

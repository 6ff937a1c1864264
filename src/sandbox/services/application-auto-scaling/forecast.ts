import type {
  GetPredictiveScalingForecastCommandInput,
  GetPredictiveScalingForecastCommandOutput,
  PredictiveScalingMetricSpecification,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Points, queriedValue } from '../cloudwatch/query.ts';
import { loadBalancerDimensions, serviceDimensions } from '../metric-names.ts';
import { invalid } from './constraints.ts';
import { findTarget, inWords } from './registry.ts';
import { labelParts } from './tracking-config.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** A forecast reaches so far ahead … */
const AHEAD_MS = 48 * HOUR_MS;
/** … is made anew so often … */
const REFRESHED_MS = 6 * HOUR_MS;
/** … and looks back so far. */
const BACK_DAYS = 14;

/** Hourly load and capacity, for hours past as they were forecast and for those ahead. */
export function GetPredictiveScalingForecast(
  input: GetPredictiveScalingForecastCommandInput,
  { region, now }: Call,
): Answer<GetPredictiveScalingForecastCommandOutput> {
  const policy = findTarget(region, input).policies.get(input.PolicyName ?? '');
  const [specification] = policy?.about.PredictiveScalingPolicyConfiguration?.MetricSpecifications ?? [];
  if (!policy || !specification) {
    throw new AwsError(
      'ObjectNotFoundException',
      `No predictive policy found for ${inWords(input)}: ${input.PolicyName}`,
    );
  }
  const hours = checkedHours(input, now);
  const loads = forecast(region, policy.about.ResourceId ?? '', specification, now, hours);
  if (!loads) throw invalid('A forecast needs at least 24 hours of metric data.');
  const Timestamps = hours.map((hour) => new Date(hour));
  return {
    LoadForecast: [{ Timestamps, Values: loads, MetricSpecification: specification }],
    CapacityForecast: { Timestamps, Values: loads.map((load) => capacityFor(load, specification)) },
    UpdateTime: new Date(Math.floor(now.getTime() / REFRESHED_MS) * REFRESHED_MS),
  };
}

/** The tasks that carry an hour's load with the scaling metric, a per-minute mean, on its target. */
export function capacityFor(load: number, { TargetValue = 1 }: PredictiveScalingMetricSpecification): number {
  return Math.max(0, Math.ceil(load / 60 / TargetValue));
}

/**
 * The load of each of the hours (their starts in milliseconds), from what was measured before them at the
 * same time of
 * day. Undefined when less than a day has been measured.
 */
export function forecast(
  region: Region,
  resourceId: string,
  specification: PredictiveScalingMetricSpecification,
  now: Date,
  hours: readonly number[],
): number[] | undefined {
  const to = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const span = { from: to - BACK_DAYS * DAY_HOURS * HOUR_MS, to };
  const queries = loadQueries(resourceId, specification);
  const returned = queries.find(({ ReturnData }) => ReturnData !== false);
  const measured = queriedValue(region, queries, returned?.Id ?? '', span);
  if (!(measured instanceof Map) || measured.size < DAY_HOURS) return undefined;
  return hours.map((hour) => expected(measured, hour));
}

function expected(measured: Points, hour: number): number {
  let sum = 0;
  let weights = 0;
  for (let days = 1; days <= BACK_DAYS; days += 1) {
    const load = measured.get(hour - days * DAY_HOURS * HOUR_MS);
    if (load === undefined) continue;
    const weight = likeness(hour, days);
    sum += load * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

/**
 * How much a day so many days back tells about the hour's day: the same weekday most, a day of the other
 * half of the week least.
 */
function likeness(hour: number, days: number): number {
  if (days % 7 === 0) return 4;
  return isWeekend(hour) === isWeekend(hour - days * DAY_HOURS * HOUR_MS) ? 1 : 0.05;
}

function isWeekend(time: number): boolean {
  const day = new Date(time).getUTCDay();
  return day === 0 || day === 6;
}

function checkedHours({ StartTime, EndTime }: GetPredictiveScalingForecastCommandInput, now: Date): number[] {
  const [from, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0];
  if (from >= to) throw invalid('StartTime must be before EndTime.');
  if (to - from > 30 * DAY_HOURS * HOUR_MS) throw invalid('The time range must not be longer than 30 days.');
  if (now.getTime() - from > 365 * DAY_HOURS * HOUR_MS)
    throw invalid('StartTime must not be more than a year ago.');
  const last = Math.min(to, now.getTime() + AHEAD_MS);
  const hours: number[] = [];
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour < last; hour += HOUR_MS) hours.push(hour);
  return hours;
}

/** The load metric by the hour: its own, or the one that belongs to a predefined pair. */
function loadQueries(
  resourceId: string,
  specification: PredictiveScalingMetricSpecification,
): MetricDataQuery[] {
  const custom = specification.CustomizedLoadMetricSpecification?.MetricDataQueries;
  if (custom) return custom.map(byTheHour);
  const load =
    specification.PredefinedMetricPairSpecification ?? specification.PredefinedLoadMetricSpecification;
  const type = load?.PredefinedMetricType ?? '';
  const [, cluster = '', service = ''] = resourceId.split('/');
  const MetricName = type.includes('Memory') ? 'MemoryUtilization' : 'CPUUtilization';
  const metric = type.includes('RequestCount')
    ? requestCount(load?.ResourceLabel ?? '')
    : { Namespace: 'AWS/ECS', MetricName, Dimensions: serviceDimensions({ cluster, service }) };
  return [{ Id: 'load', MetricStat: { Metric: metric, Period: 3600, Stat: 'Sum' } }];
}

function requestCount(label: string) {
  const names = labelParts(label) ?? { loadBalancer: '', targetGroup: '' };
  return {
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'RequestCount',
    Dimensions: loadBalancerDimensions(names),
  };
}

type CustomQueries = NonNullable<
  NonNullable<PredictiveScalingMetricSpecification['CustomizedLoadMetricSpecification']>['MetricDataQueries']
>;

function byTheHour({ MetricStat, ...query }: CustomQueries[number]): MetricDataQuery {
  if (!MetricStat) return query;
  return { ...query, MetricStat: { Metric: MetricStat.Metric, Stat: MetricStat.Stat, Period: 3600 } };
}

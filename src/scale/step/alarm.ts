import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { ServiceName } from '../../ecs/service-name.ts';
import { usage } from '../../failure.ts';
import { serviceText } from '../editable.ts';
import { fittingName } from '../fitting-name.ts';
import type { FoundScaling } from '../found.ts';
import { type AlarmInput, alarmInput } from './alarm-input.ts';
import { alarmThreshold, type Direction, type StepList } from './list.ts';
import type { StepMetric } from './metric.ts';
import type { StepScaling } from './scaling.ts';

const defaultPeriod = 60;
const defaultEvaluationPeriods = 3;
const comparison = { out: 'GreaterThanOrEqualToThreshold', in: 'LessThanOrEqualToThreshold' } as const;

/** The name of the alarm that starts that policy. */
function stepAlarmName(name: ServiceName, metric: StepMetric, direction: Direction): string {
  return fittingName(`${alarmPrefix(name)}step-${metric.label}-${direction}`, 255);
}

/** The names of both of a metric's alarms, by which to look for them before planning. */
export function stepAlarmNames(name: ServiceName, metric: StepMetric): string[] {
  return [stepAlarmName(name, metric, 'out'), stepAlarmName(name, metric, 'in')];
}

/** What the names of all alarms begin with that ecsctl makes for a service. */
export function alarmPrefix({ cluster, service }: ServiceName): string {
  return `ecsctl/${cluster}/${service}/`;
}

/** The found alarm that starts a metric's policy in one direction. */
export function foundAlarm(
  metric: StepMetric,
  direction: Direction,
  found: FoundScaling,
): MetricAlarm | undefined {
  const name = stepAlarmName(found.name, metric, direction);
  return found.alarms.find(({ AlarmName }) => AlarmName === name);
}

/**
 * The alarm as it is, or a new one, with what was asked for on top; its actions are still those it had.
 *
 * @throws a usage failure when it would look back further than CloudWatch does.
 */
export function mergedAlarm(
  list: StepList,
  wanted: StepScaling,
  found: FoundScaling,
  existing: MetricAlarm | undefined,
): AlarmInput {
  const base = existing ? alarmInput(existing) : newAlarm(list, wanted, found);
  // An alarm watches a metric or metric math, never both.
  const { Metrics, ThresholdMetricId, EvaluationCriteria, EvaluationInterval, ...plain } = base;
  const { Dimensions: _old, Statistic, ExtendedStatistic, DatapointsToAlarm, ...rest } = plain;
  const statistic =
    wanted.statistic ?? (ExtendedStatistic ? { ExtendedStatistic } : { Statistic: Statistic ?? 'Average' });
  const Period = wanted.period ?? base.Period ?? defaultPeriod;
  const EvaluationPeriods = wanted.evaluationPeriods ?? base.EvaluationPeriods ?? defaultEvaluationPeriods;
  refuseLongEvaluation(Period, EvaluationPeriods);
  return {
    ...rest,
    Namespace: wanted.metric.namespace,
    MetricName: wanted.metric.name,
    ...dimensionsOf(wanted.metric, found.name),
    ...statistic,
    Period,
    EvaluationPeriods,
    // M of N: M cannot exceed a smaller N.
    ...(DatapointsToAlarm && { DatapointsToAlarm: Math.min(DatapointsToAlarm, EvaluationPeriods) }),
    Threshold: alarmThreshold(list),
    ComparisonOperator: comparison[list.direction],
  };
}

function newAlarm(list: StepList, { metric }: StepScaling, { name }: FoundScaling): AlarmInput {
  return {
    AlarmName: stepAlarmName(name, metric, list.direction),
    AlarmDescription: `Scales ${serviceText(name)} ${list.direction} by its ${metric.name}`,
    ActionsEnabled: true,
  };
}

function dimensionsOf({ dimensions }: StepMetric, { cluster, service }: ServiceName) {
  if (dimensions) return dimensions.length > 0 ? { Dimensions: [...dimensions] } : {};
  return {
    Dimensions: [
      { Name: 'ClusterName', Value: cluster },
      { Name: 'ServiceName', Value: service },
    ],
  };
}

/** CloudWatch looks back a day at most, or a week with periods of an hour and more. */
function refuseLongEvaluation(period: number, periods: number): void {
  const [longest, words] = period < 3600 ? [86_400, 'a day'] : [604_800, 'seven days'];
  if (period * periods <= longest) return;
  throw usage(
    `--for ${periods} periods of ${period}s is longer than ${words}`,
    `write --for ${Math.floor(longest / period)} or less`,
  );
}

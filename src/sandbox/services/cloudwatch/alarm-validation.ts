import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../service.ts';
import { checkQueries, validation } from './query.ts';
import { statisticNamed } from './statistics.ts';

const COMPARISONS: readonly string[] = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const MISSING: readonly string[] = ['breaching', 'notBreaching', 'ignore', 'missing'];
const MOST_ACTIONS = 5;
/** An alarm looks back one day at the most, or a week when its period is an hour or longer. */
const DAY = 86_400;

/**
 * Throws as CloudWatch does for an alarm that it would not take. Anomaly detection and PromQL are not in the
 * sandbox.
 */
export function checkAlarm(input: PutMetricAlarmInput): void {
  checkName(input.AlarmName ?? '');
  for (const actions of [input.AlarmActions, input.OKActions, input.InsufficientDataActions])
    checkActions(actions);
  checkThreshold(input);
  if (input.Metrics?.length) checkMath(input);
  else checkMetric(input);
  checkPeriods(input);
}

function checkName(name: string): void {
  if (name.length < 1 || name.length > 255) throw validation('AlarmName must have 1 to 255 characters');
}

function checkActions(actions: readonly string[] = []): void {
  if (actions.length > MOST_ACTIONS) throw validation(`Only ${MOST_ACTIONS} actions are allowed for a state`);
  const wrong = actions.find((action) => !action.startsWith('arn:'));
  if (wrong !== undefined) throw validation(`Invalid arn syntax: ${wrong}`);
}

function checkThreshold({ ComparisonOperator, Threshold, TreatMissingData }: PutMetricAlarmInput): void {
  if (!COMPARISONS.includes(ComparisonOperator ?? '')) {
    throw validation(`Invalid comparison operator: ${ComparisonOperator}`);
  }
  if (Threshold === undefined) throw new AwsError('MissingParameter', 'The parameter Threshold is required.');
  if (TreatMissingData !== undefined && !MISSING.includes(TreatMissingData)) {
    throw validation(`Invalid TreatMissingData: ${TreatMissingData}`);
  }
}

function checkMath(input: PutMetricAlarmInput): void {
  const { MetricName, Metrics = [], Period, Statistic, ExtendedStatistic, Namespace, Dimensions } = input;
  if (MetricName || Namespace || Period || Statistic || ExtendedStatistic || Dimensions?.length) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Metrics cannot be given together with a metric of its own',
    );
  }
  checkQueries(Metrics);
  if (Metrics.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw validation('Exactly one element of the metrics list should return data');
  }
}

function checkMetric({
  MetricName,
  Namespace,
  Period,
  Statistic,
  ExtendedStatistic,
}: PutMetricAlarmInput): void {
  if (!MetricName || !Namespace)
    throw new AwsError('MissingParameter', 'A metric name and a namespace are required.');
  if (Statistic && ExtendedStatistic) {
    throw new AwsError('InvalidParameterCombination', 'Statistic and ExtendedStatistic exclude each other');
  }
  const statistic = Statistic ?? ExtendedStatistic;
  if (!statistic) throw new AwsError('MissingParameter', 'A Statistic or an ExtendedStatistic is required.');
  if (!statisticNamed(statistic)) throw validation(`Invalid statistic: ${statistic}`);
  const short = Period === 10 || Period === 20 || Period === 30;
  if (!Period || !(short || Period % 60 === 0))
    throw validation('Period must be 10, 20, 30 or a multiple of 60');
}

function checkPeriods({
  EvaluationPeriods: periods = 0,
  DatapointsToAlarm,
  Period = 60,
}: PutMetricAlarmInput): void {
  if (!Number.isInteger(periods) || periods < 1) throw validation('EvaluationPeriods must be greater than 0');
  if (DatapointsToAlarm !== undefined && (DatapointsToAlarm < 1 || DatapointsToAlarm > periods)) {
    throw validation('DatapointsToAlarm must be 1 to the number of EvaluationPeriods');
  }
  if (Period * periods > (Period >= 3600 ? 7 * DAY : DAY)) {
    throw validation(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)',
    );
  }
}

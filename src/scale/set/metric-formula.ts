import type {
  CustomizedMetricSpecification,
  TargetTrackingMetricDataQuery,
} from '@aws-sdk/client-application-auto-scaling';

/**
 * A customised metric as one would say it: `Sum of AWS/SQS ApproximateNumberOfMessagesVisible (QueueName=jobs)`, or the
 * formula with what its names stand for.
 */
export function metricFormula(specification: CustomizedMetricSpecification): string {
  const { Metrics, Statistic, Namespace, MetricName, Dimensions } = specification;
  if (!Metrics) return measured(Statistic, { Namespace, MetricName, Dimensions });
  const answer = Metrics.find(({ ReturnData = true }) => ReturnData);
  const parts = Metrics.filter((query) => query !== answer).map((query) => `${query.Id} = ${right(query)}`);
  return [answer && right(answer), ...parts].filter(Boolean).join('; ');
}

function right({ Expression, MetricStat }: TargetTrackingMetricDataQuery): string {
  return Expression ?? measured(MetricStat?.Stat, MetricStat?.Metric ?? {});
}

type Measured = Pick<CustomizedMetricSpecification, 'Namespace' | 'MetricName' | 'Dimensions'>;

function measured(
  statistic: string | undefined,
  { Namespace, MetricName, Dimensions = [] }: Measured,
): string {
  const dimensions = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(', ');
  return `${statistic} of ${Namespace} ${MetricName}${dimensions && ` (${dimensions})`}`;
}

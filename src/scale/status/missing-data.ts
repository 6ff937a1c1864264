import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { FoundStatus } from './found.ts';

/**
 * Why a metric has no value now, as a clause. CloudWatch never says why, but what is known of the service often
 * does.
 */
export function whyNoData(queries: readonly MetricDataQuery[], found: FoundStatus): string {
  const namespaces = new Set(queries.map(({ MetricStat }) => MetricStat?.Metric?.Namespace));
  const { cluster } = found.name;
  if (queries.length === 0) return 'this kind of metric is not known to ecsctl';
  if (namespaces.has('ECS/ContainerInsights') && found.containerInsights === 'disabled') {
    return `Container Insights is off for cluster ${cluster}, so its tasks are not counted`;
  }
  if (namespaces.has('AWS/ECS') && found.service.runningCount === 0)
    return 'no task runs that could be measured';
  if (namespaces.has('AWS/ApplicationELB')) return 'no request reached the target group';
  if (namespaces.has('AWS/SQS')) return 'SQS measures a queue only for some hours after it was last used';
  return 'CloudWatch has received none in the last minutes';
}

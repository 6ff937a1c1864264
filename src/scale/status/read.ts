import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../../aws/aws.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import { findAlarms, readAlarms } from '../read/alarms.ts';
import { readScaling } from '../read/scaling.ts';
import type { FoundStatus, MetricPoint } from './found.ts';
import { alarmNames, alarmsOf } from './policy-alarms.ts';
import { policyMetric } from './policy-metric.ts';
import { readActivities } from './read-activities.ts';
import { readCapacity, readCluster } from './read-capacity.ts';
import { readMetrics, type Span } from './read-metrics.ts';
import { secondsBefore } from './seconds-before.ts';

/**
 * All that AWS says of a service's scaling. First what is known by the service's name, all at once; then what only
 * that leads to: alarms, metric values, capacity providers.
 * @param seconds how far back metrics and activities go.
 * @throws a `not-found` failure for the cluster or the service.
 */
export async function readStatus(aws: Aws, asked: ServiceName, seconds: number): Promise<FoundStatus> {
  const [found, activities, cluster] = await Promise.all([
    readScaling(aws, asked),
    readActivities(aws, secondsBefore(aws.now(), seconds), asked),
    readCluster(aws, asked.cluster).catch(absent('ClusterNotFoundException')),
  ]);
  // Only an answer tells the time at AWS, by which metrics and alarms go.
  const at = aws.now();
  const since = secondsBefore(at, seconds);
  const [watched, capacity] = await Promise.all([
    readWatched(aws, found.policies, found.name, { since, at }),
    readCapacity(aws, found.name.cluster, found.service),
  ]);
  const insights = cluster?.settings?.find(({ name }) => name === 'containerInsights')?.value;
  return {
    ...found,
    ...watched,
    containerInsights: insights ?? 'disabled',
    at,
    since,
    activities,
    cluster,
    ...capacity,
  };
}

/** The service's own reader says more of a cluster that does not exist than this one could. */
function absent(name: string): (error: Error) => undefined {
  return (error) => {
    if (error.name !== name) throw error;
    return undefined;
  };
}

interface Watched {
  readonly alarms: readonly MetricAlarm[];
  readonly points: ReadonlyMap<string, readonly MetricPoint[]>;
}

/** What step policies watch only their alarms tell; without such a policy the metrics need not wait for the alarms. */
async function readWatched(
  aws: Aws,
  policies: readonly ScalingPolicy[],
  name: ServiceName,
  span: Span,
): Promise<Watched> {
  const reading = readAllAlarms(aws, policies);
  const known = policies.some(({ PolicyType }) => PolicyType === 'StepScaling') ? await reading : [];
  const asked = policies.flatMap((policy) => {
    const metric = policyMetric(policy, alarmsOf(policy, known), name);
    return metric ? [{ key: policy.PolicyName ?? '', queries: metric.queries }] : [];
  });
  const [alarms, points] = await Promise.all([reading, readMetrics(aws, asked, span)]);
  return { alarms, points };
}

async function readAllAlarms(aws: Aws, policies: readonly ScalingPolicy[]): Promise<MetricAlarm[]> {
  const tracking = policies.filter(({ PolicyType }) => PolicyType === 'TargetTrackingScaling');
  const [own, steps] = await Promise.all([
    findAlarms(aws, tracking.flatMap(alarmNames)),
    readAlarms(aws, policies),
  ]);
  return [...own, ...steps];
}

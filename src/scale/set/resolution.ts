import type { MetricConfiguration } from '@aws-sdk/client-ecs';
import { Failure } from '../../failure.ts';
import type { Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { serviceText } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import type { WantedTracking } from './wanted.ts';

const metricNames = { cpu: 'CPUUtilization', memory: 'MemoryUtilization' } as const;

/** Seconds between two datapoints: ECS knows 20 and 60. */
const high = 20;

/**
 * A policy on a 20-second metric may be put only when the deployment that publishes the metric is complete.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html
 * @returns the update of the service and the wait for its deployment; nothing where the metrics are there already.
 * @throws a `refused` failure for a service that cannot publish them.
 */
export function planResolution(wanted: WantedTracking, found: FoundScaling): Step[] {
  const missing = wanted.highResolution ? missingMetrics(wanted, found) : [];
  if (missing.length === 0) return [];
  refuseUnable(found);
  const { cluster, service } = found.name;
  const text = serviceText(found.name);
  const resource = { type: 'service', id: text, arn: found.service.serviceArn, region: found.region };
  const monitoring = (configurations: readonly MetricConfiguration[]) =>
    scalingCall('ecs', 'UpdateService', {
      cluster,
      service,
      monitoring: { metricConfigurations: [...configurations] },
    });
  return [
    {
      id: 'resolution',
      action: 'update',
      resource,
      reason: 'its metrics are to come every 20 seconds; this starts a deployment, and CloudWatch bills them',
      changes: missing.map((name) => ({ field: name, from: '60 s', to: `${high} s` })),
      after: [],
      call: monitoring(mergedMetrics(missing, found.monitoring)),
      undo: monitoring(found.monitoring),
    },
    {
      id: 'resolution-deployed',
      action: 'wait',
      resource,
      reason: 'the policy needs the deployment to be complete',
      changes: [],
      after: ['resolution'],
      call: scalingCall('ecs', 'DescribeServices', { cluster, services: [service] }),
      until: 'deployed',
    },
  ];
}

function missingMetrics({ tracked }: WantedTracking, { monitoring }: FoundScaling): string[] {
  const published = monitoring
    .filter(({ resolutionSeconds }) => resolutionSeconds === high)
    .flatMap(({ metricNames: names = [] }) => names);
  return tracked
    .flatMap(({ metric }) =>
      metric.kind === 'cpu' || metric.kind === 'memory' ? [metricNames[metric.kind]] : [],
    )
    .filter((name) => !published.includes(name));
}

/** The service's configurations are replaced whole: the others stay as they are. */
function mergedMetrics(
  names: readonly string[],
  found: readonly MetricConfiguration[],
): MetricConfiguration[] {
  const others = found
    .map(({ metricNames: old = [], resolutionSeconds }) => ({
      metricNames: old.filter((name) => !names.includes(name)),
      resolutionSeconds,
    }))
    .filter(({ metricNames: left }) => left.length > 0);
  return [...others, { metricNames: [...names], resolutionSeconds: high }];
}

function refuseUnable({ name, service }: FoundScaling): void {
  const controller = service.deploymentController?.type ?? 'ECS';
  const why =
    controller !== 'ECS'
      ? `its deployment controller is ${controller}`
      : service.loadBalancers?.some(({ loadBalancerName }) => loadBalancerName)
        ? 'it is behind a Classic Load Balancer'
        : undefined;
  if (!why) return;
  throw new Failure('refused', `${serviceText(name)} cannot publish 20-second metrics: ${why}`, {
    hint: 'leave --high-resolution out',
  });
}

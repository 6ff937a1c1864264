import { Failure } from '../../failure.ts';
import type { Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import type { FoundScaling } from '../found.ts';
import type { WantedTracking } from './wanted.ts';

/**
 * The number of running tasks is a metric of Container Insights. Without it a backlog for each task has no value, and
 * a queue policy would scale nothing and say nothing.
 * @returns the step that turns it on, or undefined where it is on or not needed.
 * @throws a `refused` failure where it is off and was not asked for, or the queue does not exist.
 */
export function planContainerInsights(wanted: WantedTracking, found: FoundScaling): Step | undefined {
  const queues = wanted.tracked.flatMap(({ metric }) => (metric.kind === 'queue' ? [metric.queue] : []));
  if (queues.length === 0 && !wanted.enableContainerInsights) return undefined;
  const now = found.containerInsights ?? 'disabled';
  if (now === 'enabled' || now === 'enhanced') return undefined;
  const { cluster } = found.name;
  if (!wanted.enableContainerInsights) {
    throw new Failure(
      'refused',
      `Container Insights is off for cluster ${cluster}, so its tasks are not counted`,
      {
        hint: 'add --enable-container-insights (CloudWatch bills its metrics)',
      },
    );
  }
  return {
    id: 'container-insights',
    action: 'update',
    resource: { type: 'cluster', id: cluster, region: found.region },
    reason: 'the backlog for each task needs the number of running tasks',
    changes: [{ field: 'Container Insights', from: now, to: 'enabled' }],
    after: [],
    call: setting(cluster, 'enabled'),
    undo: setting(cluster, now),
  };
}

function setting(cluster: string, value: string) {
  return scalingCall('ecs', 'UpdateClusterSettings', {
    cluster,
    settings: [{ name: 'containerInsights', value }],
  });
}

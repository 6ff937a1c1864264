import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { pendingCount, runningCount } from '../ecs/state.ts';

/** Ends the scaling activities whose capacity ECS has reached by now. */
export function fulfilActivities(region: Region, tick: Tick): void {
  const { underWay } = region.applicationAutoScaling;
  for (const [resource, activity] of underWay) {
    const service = serviceOfResource(region, resource);
    if (service && (runningCount(service) !== service.desiredCount || pendingCount(service) > 0)) continue;
    underWay.delete(resource);
    activity.EndTime = new Date(tick.at);
    activity.StatusCode = service ? 'Successful' : 'Failed';
    activity.StatusMessage = service
      ? `Successfully set desired count to ${service.desiredCount}. Change successfully fulfilled by ecs.`
      : 'The ECS service is not there any more.';
  }
}

import {
  ApplicationAutoScalingClient,
  paginateDescribeScalingActivities,
  type ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import type { Aws } from '../../aws/aws.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import { resourceId } from '../found.ts';

/** Pages of fifty; a service that flaps fills many, and nobody reads them all. */
const mostPages = 10;

/**
 * What scaling did, and why it did not, since then and a little before; the newest first. Application Auto Scaling
 * remembers six weeks.
 * @param service only this one's; every service's of the region where absent.
 */
export async function readActivities(
  aws: Aws,
  since: Date,
  service?: ServiceName,
): Promise<ScalingActivity[]> {
  const pages = paginateDescribeScalingActivities(
    { client: aws.client(ApplicationAutoScalingClient), pageSize: 50 },
    {
      ServiceNamespace: 'ecs',
      ...(service && { ResourceId: resourceId(service), ScalableDimension: 'ecs:service:DesiredCount' }),
      IncludeNotScaledActivities: true,
    },
  );
  const activities: ScalingActivity[] = [];
  let read = 0;
  for await (const { ScalingActivities = [] } of pages) {
    activities.push(...ScalingActivities);
    read += 1;
    const oldest = activities.at(-1)?.StartTime;
    if (read === mostPages || (oldest && oldest < since)) break;
  }
  return activities;
}

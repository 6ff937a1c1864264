import type { Service } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';

/** `prod/web`: a service as it is typed, and as what scales or watches it names it. */
export function serviceWords({
  clusterArn = '',
  serviceName = '',
}: Pick<Service, 'clusterArn' | 'serviceName'>): string {
  return `${nameOf(clusterArn)}/${serviceName}`;
}

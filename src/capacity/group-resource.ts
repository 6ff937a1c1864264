import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Resource } from '../plan/plan.ts';

/** An Auto Scaling group as plans name it. */
export function groupResource(
  { AutoScalingGroupName: id = '', AutoScalingGroupARN: arn }: AutoScalingGroup,
  region: string,
): Resource {
  return { type: 'Auto Scaling group', id, ...(arn && { arn }), region };
}

import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { Failure } from '../failure.ts';

/**
 * Holds that the group is there to stay: AWS gives it a status only while it is being deleted.
 * @throws a `refused` failure.
 */
export function checkLasting({ AutoScalingGroupName, Status }: AutoScalingGroup): void {
  if (Status === undefined) return;
  throw new Failure('refused', `Auto Scaling group ${AutoScalingGroupName} is being deleted`, {
    hint: 'name another one',
  });
}

import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { Failure } from '../../failure.ts';
import type { Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { changedFields } from '../changed-fields.ts';
import { groupResource } from '../group-resource.ts';
import type { WantedGroupScaling } from './wanted.ts';

/** How many instances a group may have, and is to have now. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
}

/** The bounds that the group has. */
export function boundsOf({ MinSize = 0, MaxSize = 0, DesiredCapacity = 0 }: AutoScalingGroup): Bounds {
  return { min: MinSize, max: MaxSize, desired: DesiredCapacity };
}

/**
 * The bounds that the group gets. AWS moves a desired capacity that is outside of them to the nearer one.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
 * @throws a `refused` failure where one that is named does not go with one that there is.
 */
export function boundsWanted(wanted: WantedGroupScaling, group: AutoScalingGroup): Bounds {
  const before = boundsOf(group);
  const { min = before.min, max = before.max } = wanted;
  if (min > max) throw contradiction(wanted, before);
  return { min, max, desired: Math.min(Math.max(before.desired, min), max) };
}

/** The step that gives the group its bounds; undefined where it has them. */
export function planBounds(after: Bounds, group: AutoScalingGroup, region: string): Step | undefined {
  const before = boundsOf(group);
  if (before.min === after.min && before.max === after.max) return undefined;
  const AutoScalingGroupName = group.AutoScalingGroupName ?? '';
  return {
    id: 'bounds',
    action: 'update',
    resource: groupResource(group, region),
    reason: `it is to have ${countWords(after)}`,
    changes: changedFields({ ...before }, { ...after }),
    after: [],
    call: capacityCall('autoscaling', 'UpdateAutoScalingGroup', {
      AutoScalingGroupName,
      MinSize: after.min,
      MaxSize: after.max,
    }),
    undo: capacityCall('autoscaling', 'UpdateAutoScalingGroup', {
      AutoScalingGroupName,
      MinSize: before.min,
      MaxSize: before.max,
      DesiredCapacity: before.desired,
    }),
    settles: { errors: ['ResourceContentionFault', 'ScalingActivityInProgressFault'], seconds: 60 },
  };
}

function countWords({ min, max }: Bounds): string {
  if (min !== max) return `${min} to ${max} instances`;
  return `${min} instance${min === 1 ? '' : 's'}, always`;
}

function contradiction({ group, min, max }: WantedGroupScaling, before: Bounds): Failure {
  const [what, way] =
    min === undefined
      ? [`--max ${max} is less than the min of ${before.min}`, `add --min N, ${max} or less`]
      : [`--min ${min} is more than the max of ${before.max}`, `add --max N, ${min} or more`];
  return new Failure('refused', `${what} that Auto Scaling group ${group} has`, { hint: way });
}

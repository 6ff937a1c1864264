import type { Bounds } from '../editable.ts';
import type { FoundStatus } from './found.ts';
import { taskCount } from './measure.ts';
import type { AlarmStatus, PolicyStatus, TaskCounts } from './value.ts';

/** What stands in the way of scaling, or would surprise; not said by the verdict, since it may matter only later. */
export function findings(
  found: FoundStatus,
  policies: readonly PolicyStatus[],
  tasks: TaskCounts,
  bounds: Bounds | undefined,
): string[] {
  return [
    ...(found.service.resourceManagementType === 'ECS'
      ? ['It is an Express service: ECS owns its scaling and would undo changes.']
      : []),
    ...(found.fleetRefusal === undefined
      ? []
      : [`The instances under it could not be looked at: ${found.fleetRefusal}.`]),
    ...(bounds ? outsideBounds(tasks, bounds) : []),
    ...policies.flatMap(policyFindings),
  ];
}

function outsideBounds({ desired }: TaskCounts, { min, max }: Bounds): string[] {
  if (desired < min)
    return [`The desired count of ${desired} is under the minimum of ${min}: the next scale-out raises it.`];
  if (desired > max)
    return [`The desired count of ${desired} is over the maximum of ${max}: the next scale-in lowers it.`];
  return min === max
    ? [`The minimum and the maximum are both ${taskCount(min)}: no policy can move it.`]
    : [];
}

function policyFindings(policy: PolicyStatus): string[] {
  if (policy.type !== 'step' && policy.type !== 'target-tracking') return [];
  const { name, alarms } = policy;
  if (alarms.length === 0 && policy.type === 'step')
    return [`No alarm starts policy ${name}: it never acts.`];
  if (alarms.length === 0)
    return [`The alarms of policy ${name} are gone, so that it never acts: set it again to have them back.`];
  return alarms.filter(({ actionsEnabled }) => !actionsEnabled).map((alarm) => mutedAlarm(alarm, name));
}

function mutedAlarm({ name }: AlarmStatus, policy: string): string {
  return `The actions of alarm ${name} are off: policy ${policy} never hears of it.`;
}

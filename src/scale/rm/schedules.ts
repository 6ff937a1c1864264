import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import type { Plan, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { boundsOf, serviceText } from '../editable.ts';
import { type FoundScaling, scalableDimension } from '../found.ts';
import { actionResource, putAction } from '../schedule/action-step.ts';
import { windowNames } from '../schedule/windows.ts';
import { missingName } from './missing-name.ts';

/**
 * Plans to remove the scheduled action of that name or, where there is none, both actions of the window.
 *
 * @throws a `not-found` failure with the names of the schedules there are.
 */
export function removeSchedule(name: string, found: FoundScaling): Plan {
  const { start, end } = windowNames(name);
  const named = actionsNamed([name], found);
  const actions = named.length > 0 ? named : actionsNamed([start, end], found);
  if (actions.length === 0) throw missingName('schedule', name, namesOf(found.schedules), found);
  return {
    subject: serviceText(found.name),
    steps: actions.map((action) => deleteAction(action, found)),
    kept: [],
    warnings: [...halfWindow(actions, found), ...boundsStay(found)],
  };
}

/** The step that removes one scheduled action. */
export function deleteAction(action: ScheduledAction, found: FoundScaling): Step {
  const { ScheduledActionName = '', ScheduledActionARN } = action;
  return {
    id: `schedule:${ScheduledActionName}`,
    action: 'delete',
    resource: actionResource(ScheduledActionName, ScheduledActionARN, found.region),
    reason: 'no longer wanted',
    changes: [],
    after: [],
    call: scalingCall('application-auto-scaling', 'DeleteScheduledAction', {
      ...scalableDimension(found.name),
      ScheduledActionName,
    }),
    undo: putAction(action, found),
    goal: ['ObjectNotFoundException'],
  };
}

function actionsNamed(names: readonly string[], { schedules }: FoundScaling): ScheduledAction[] {
  return schedules.filter(({ ScheduledActionName = '' }) => names.includes(ScheduledActionName));
}

function namesOf(actions: readonly ScheduledAction[]): string[] {
  return actions.flatMap(({ ScheduledActionName }) => ScheduledActionName ?? []);
}

/** One end of a window without the other sets bounds that nothing puts back, or puts back what nothing set. */
function halfWindow(actions: readonly ScheduledAction[], found: FoundScaling): string[] {
  const names = namesOf(actions);
  return names.flatMap((name) => {
    const [, window, half] = /^(.+)-(start|end)$/.exec(name) ?? [];
    const other = `${window}-${half === 'start' ? 'end' : 'start'}`;
    const left = !names.includes(other) && actionsNamed([other], found).length > 0;
    return left ? [`${other} stays: --schedule ${window} would remove both ends of the window`] : [];
  });
}

function boundsStay({ target }: FoundScaling): string[] {
  if (!target) return [];
  const { min, max } = boundsOf(target);
  return [`the bounds stay as they are now, ${min}..${max}: removing a schedule puts nothing back`];
}

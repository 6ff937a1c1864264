import type { Schedule } from '../../ecs/callers/schedules.ts';
import { Failure } from '../../failure.ts';
import type { ApiCall, Plan } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { type Trigger, triggerText } from '../found/trigger.ts';
import { settingsOf } from '../schedule/settings.ts';

/** What is switched, and of a schedule all that AWS would forget if it were not told again. */
export interface FoundSwitch {
  readonly trigger: Trigger;
  readonly schedule?: Schedule;
}

/**
 * Plans to switch a rule or schedule on or off.
 * @throws Failure `refused` for a rule that a service of AWS keeps.
 */
export function planSwitch({ trigger, schedule }: FoundSwitch, isOn: boolean): Plan {
  const { engine, arn, isEnabled, isOurs, managedBy } = trigger;
  const name = triggerText(trigger);
  if (managedBy !== undefined)
    throw new Failure('refused', `rule ${name} is managed by ${managedBy}, which switches it itself`);
  const bare = { subject: name, kept: [] };
  if (isEnabled === isOn) return { ...bare, steps: [], warnings: [] };
  const to = (state: boolean) => callOf(trigger, schedule, state);
  return {
    ...bare,
    steps: [
      {
        id: engine,
        action: 'update',
        verb: isOn ? 'enable' : 'disable',
        resource: { type: engine, id: name, arn },
        reason: isOn ? 'it is to call its targets again' : 'it is to call its targets no longer',
        changes: [{ field: 'state', from: stateWord(isEnabled), to: stateWord(isOn) }],
        after: [],
        call: to(isOn),
        undo: to(isEnabled),
      },
    ],
    warnings: [
      ...(isOurs ? [] : [`ecsctl has not made ${name}: somebody else may switch it back`]),
      ...(isOn && trigger.targets.length === 0 ? [`${name} has no targets, and does nothing`] : []),
    ],
  };
}

function stateWord(isOn: boolean): string {
  return isOn ? 'ENABLED' : 'DISABLED';
}

function callOf({ name, home }: Trigger, schedule: Schedule | undefined, isOn: boolean): ApiCall {
  if (schedule) {
    const State = isOn ? 'ENABLED' : 'DISABLED';
    return eventsCall('scheduler', 'UpdateSchedule', { ...settingsOf(schedule), State });
  }
  return eventsCall('events', isOn ? 'EnableRule' : 'DisableRule', { Name: name, EventBusName: home });
}

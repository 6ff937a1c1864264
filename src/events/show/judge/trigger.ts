import { type Trigger, triggerText } from '../../found/trigger.ts';
import type { FoundRoad } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { untold } from './untold.ts';

/** The rule or schedule itself: is it enabled, has it a target, and what became of its calls. */
export function judgeTrigger({ trigger, failures }: FoundRoad): Check[] {
  const subject = trigger.engine;
  const name = triggerText(trigger);
  const where = trigger.engine === 'rule' ? `on bus ${trigger.home}` : `in group ${trigger.home}`;
  const made = trigger.isOurs ? '' : '; ecsctl has not made it';
  const state: Check = trigger.isEnabled
    ? { subject, light: 'green', text: `${trigger.name} ${where} is enabled${made}` }
    : {
        ...{
          subject,
          light: 'red',
          text: `${trigger.name} ${where} is disabled, so that nothing happens${made}`,
        },
        next: `ecsctl events enable ${name}`,
      };
  const targets: Check[] =
    trigger.targets.length > 0
      ? []
      : [
          {
            subject,
            light: 'red',
            text: 'it has no target, so that nothing happens',
            next: retarget(trigger),
          },
        ];
  return [state, ...targets, ...failed(trigger, failures)];
}

function retarget(trigger: Trigger): string {
  const { name, home, isOurs } = trigger;
  if (isOurs) return makeAgain(trigger, undefined);
  return `aws events put-targets --rule ${name} --event-bus-name ${home} --targets file://targets.json`;
}

/** Scheduler counts by group, so that another schedule of it may be the one that failed. */
function failed(trigger: Trigger, failures: FoundRoad['failures']): Check[] {
  const subject = trigger.engine;
  if ('refused' in failures) return [untold(subject, 'what failed in the last day', failures.refused)];
  const { count, of } = failures.value;
  if (count === 0) return [];
  const calls = count === 1 ? '1 call of a target' : `${count} calls of targets`;
  const text =
    of === 'rule'
      ? `${calls} failed in the last day`
      : `${calls} failed in the last day in group ${trigger.home}, of this schedule or of another`;
  return [{ subject, light: 'yellow', text }];
}

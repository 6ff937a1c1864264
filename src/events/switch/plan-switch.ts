import type { DescribeRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import { Failure } from '../../failure.ts';
import type { ApiCall, Plan } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { type Trigger, triggerText } from '../found/trigger.ts';
import { settingsOf } from '../schedule/settings.ts';

/** What is switched, with all that AWS would forget if it were not told again. */
export interface FoundSwitch {
  readonly trigger: Trigger;
  readonly schedule?: Schedule;
  readonly rule?: RuleSettings;
}

/** A rule as it is described, its state as AWS has it. */
export type RuleSettings = Omit<DescribeRuleCommandOutput, '$metadata'>;

/** Of a rule that is enabled for more events than EnableRule would enable it for. */
const withAll = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/**
 * Plans to switch a rule or schedule on or off.
 * @throws Failure `refused` for a rule that a service of AWS keeps.
 */
export function planSwitch(found: FoundSwitch, isOn: boolean): Plan {
  const { trigger, rule } = found;
  const { engine, arn, isEnabled, isOurs, managedBy } = trigger;
  const name = triggerText(trigger);
  if (managedBy !== undefined)
    throw new Failure('refused', `rule ${name} is managed by ${managedBy}, which switches it itself`);
  const bare = { subject: name, kept: [] };
  if (isEnabled === isOn) return { ...bare, steps: [], warnings: [] };
  return {
    ...bare,
    steps: [
      {
        id: engine,
        action: 'update',
        verb: isOn ? 'enable' : 'disable',
        resource: { type: engine, id: name, arn },
        reason: isOn ? 'it is to call its targets again' : 'it is to call its targets no longer',
        changes: [{ field: 'state', from: rule?.State ?? stateWord(isEnabled), to: stateWord(isOn) }],
        after: [],
        call: callOf(found, isOn),
        undo: rule?.State === withAll ? whole(rule) : callOf(found, isEnabled),
      },
    ],
    warnings: [
      ...(isOurs ? [] : [`ecsctl has not made ${name}: somebody else may switch it back`]),
      ...(rule?.State === withAll
        ? [
            `events enable brings ${name} back as ENABLED, without read-only management events of CloudTrail: the call ` +
              `that puts back ${withAll} is kept in the record of this run`,
          ]
        : []),
      ...(isOn && trigger.targets.length === 0 ? [`${name} has no targets, and does nothing`] : []),
    ],
  };
}

function stateWord(isOn: boolean): string {
  return isOn ? 'ENABLED' : 'DISABLED';
}

/** EnableRule knows no other state than ENABLED. */
function whole({ Name, EventBusName, EventPattern, ScheduleExpression, ...others }: RuleSettings): ApiCall {
  const { State, Description, RoleArn } = others;
  return eventsCall('events', 'PutRule', {
    ...{ Name, EventBusName, State },
    ...(EventPattern !== undefined && { EventPattern }),
    ...(ScheduleExpression !== undefined && { ScheduleExpression }),
    ...(Description !== undefined && { Description }),
    ...(RoleArn !== undefined && { RoleArn }),
  });
}

function callOf({ trigger: { name, home }, schedule }: FoundSwitch, isOn: boolean): ApiCall {
  if (schedule) {
    const State = isOn ? 'ENABLED' : 'DISABLED';
    return eventsCall('scheduler', 'UpdateSchedule', { ...settingsOf(schedule), State });
  }
  return eventsCall('events', isOn ? 'EnableRule' : 'DisableRule', { Name: name, EventBusName: home });
}

import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import type { Aws } from '../../aws/aws.ts';
import { carryOut, type PlanAnswer } from '../../plan/carry-out.ts';
import { type Operations, operationsOf } from '../../plan/operations.ts';
import type { Answer, VerbContext } from '../../verb/verb.ts';
import { findTrigger, readScheduleIn } from '../found/find-trigger.ts';
import { parseTriggerName, type TriggerName } from '../found/trigger-name.ts';
import { type FoundSwitch, planSwitch } from './plan-switch.ts';

const operations: Operations = {
  events: operationsOf(EventBridgeClient, {
    EnableRule: EnableRuleCommand,
    DisableRule: DisableRuleCommand,
  }),
  scheduler: operationsOf(SchedulerClient, { UpdateSchedule: UpdateScheduleCommand }),
};

/** Switches the rule or schedule of that name on or off. */
export function carryOutSwitch(
  context: VerbContext,
  text: string,
  isOn: boolean,
): Promise<Answer<PlanAnswer>> {
  const name = parseTriggerName(text);
  return carryOut(context, {
    read: () => read(context.aws, name),
    plan: (found) => planSwitch(found, isOn),
    operations,
  });
}

async function read(aws: Aws, wanted: TriggerName): Promise<FoundSwitch> {
  const trigger = await findTrigger(aws, wanted);
  if (trigger.engine === 'rule') {
    const place = { Name: trigger.name, EventBusName: trigger.home };
    const { $metadata: _, ...rule } = await aws
      .client(EventBridgeClient)
      .send(new DescribeRuleCommand(place));
    return { trigger, rule };
  }
  const schedule = await readScheduleIn(aws, trigger.name, trigger.home);
  return { trigger, ...(schedule && { schedule }) };
}

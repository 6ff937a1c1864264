import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ifThere } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';
import { pagesBy } from '../../ecs/callers/pages.ts';
import { readRules, ruleReads as rulesReads } from '../../ecs/callers/rules.ts';
import { readSchedules, type Schedule, scheduleReads } from '../../ecs/callers/schedules.ts';
import { usage } from '../../failure.ts';
import { takenBack } from '../../schedule/taken-back.ts';
import { readRule, ruleReads } from '../rule/found-rule.ts';
import { triggerOfRule } from './of-rule.ts';
import { triggerOfSchedule } from './of-schedule.ts';
import { defaultBus, ownGroup, type Trigger, triggerText } from './trigger.ts';
import type { TriggerName } from './trigger-name.ts';

/** IAM actions of {@link findTrigger}, those of naming the nearest ones among them. */
export const findReads: readonly string[] = [...new Set([...ruleReads, ...rulesReads, ...scheduleReads])];

/**
 * What has that name: a rule of the default bus or a schedule of ecsctl's group, or else a schedule of Scheduler's default
 * group; or what is on the bus, or in the group, that was named.
 * @throws a `not-found` failure with the nearest names; a usage failure where several have the name.
 */
export async function findTrigger(aws: Aws, wanted: TriggerName): Promise<Trigger> {
  const [rule, ...schedules] = await Promise.all([
    ruleOf(aws, wanted),
    ...groupsOf(wanted).map((group) => scheduleOf(aws, wanted.name, group)),
  ]);
  const found = [rule, ...schedules].filter((one) => one !== undefined);
  const own = found.filter(({ isOurs }) => isOurs);
  const [one, other] = own.length > 0 ? own : found;
  if (!one) throw notFound('rule or schedule', triggerWords(wanted), await allNames(aws));
  if (other)
    throw usage(
      `${wanted.name} is the name of a ${one.engine} and of a ${other.engine}`,
      `write ${one.arn} or ${other.arn}`,
    );
  return one;
}

function triggerWords({ home, name }: TriggerName): string {
  return home === undefined ? name : `${home}/${name}`;
}

function groupsOf({ engine, home }: TriggerName): string[] {
  if (engine === 'rule') return [];
  if (home === undefined) return [ownGroup, 'default'];
  // Buses have slashes in their names, groups have none.
  return home.includes('/') ? [] : [home];
}

async function ruleOf(
  aws: Aws,
  { name, home = defaultBus, engine }: TriggerName,
): Promise<Trigger | undefined> {
  if (engine === 'schedule') return undefined;
  if (home !== defaultBus) return foreignRule(aws, { Name: name, EventBusName: home });
  const found = await readRule(aws, name);
  return found && triggerOfRule(found.rule, found.targets, found.tags);
}

/** What is on another bus cannot be ecsctl's, so that its tags say nothing. */
async function foreignRule(
  aws: Aws,
  place: { readonly Name: string; readonly EventBusName: string },
): Promise<Trigger | undefined> {
  const client = aws.client(EventBridgeClient);
  const rule = await ifThere('ResourceNotFoundException', () => client.send(new DescribeRuleCommand(place)));
  if (!rule) return undefined;
  const { Name: Rule, EventBusName } = place;
  const targets = await collect(
    pagesBy((page) => client.send(new ListTargetsByRuleCommand({ Rule, EventBusName, Limit: 100, ...page }))),
    ({ Targets }) => Targets,
  );
  return triggerOfRule(rule, targets, {});
}

async function scheduleOf(aws: Aws, name: string, group: string): Promise<Trigger | undefined> {
  const found = await readScheduleIn(aws, name, group);
  return found && triggerOfSchedule(found);
}

/** The schedule as Scheduler takes it back; undefined where there is none, or no such group. */
export async function readScheduleIn(aws: Aws, name: string, group: string): Promise<Schedule | undefined> {
  const client = aws.client(SchedulerClient);
  const answer = await ifThere('ResourceNotFoundException', () =>
    client.send(new GetScheduleCommand({ Name: name, GroupName: group })),
  );
  if (!answer) return undefined;
  const { $metadata: _, ...schedule } = answer;
  return takenBack(schedule, aws.now());
}

/** The names of all rules and schedules there are, as they are typed. */
export async function allNames(aws: Aws): Promise<string[]> {
  const [rules, schedules] = await Promise.all([readRules(aws), readSchedules(aws)]);
  return [
    ...rules.map(({ rule, targets }) => triggerText(triggerOfRule(rule, targets, {}))),
    ...schedules.map((one) => triggerText(triggerOfSchedule(one))),
  ];
}

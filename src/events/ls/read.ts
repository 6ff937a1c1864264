import { EventBridgeClient, ListTagsForResourceCommand } from '@aws-sdk/client-eventbridge';
import type { Told } from '../../aws/ask.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { type RuleWithTargets, readRules, ruleReads } from '../../ecs/callers/rules.ts';
import { readSchedules, scheduleReads } from '../../ecs/callers/schedules.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { type Failures, failureReads, readFailures } from '../found/failures.ts';
import { kindOf } from '../found/kind.ts';
import { triggerOfRule } from '../found/of-rule.ts';
import { triggerOfSchedule } from '../found/of-schedule.ts';
import { clusterOf } from '../found/target-words.ts';
import { defaultBus, type Trigger } from '../found/trigger.ts';
import { tagsOf } from '../mark.ts';

/** IAM actions of {@link readEvents}. */
export const listReads: readonly string[] = [
  ...ruleReads,
  ...scheduleReads,
  ...failureReads,
  'events:ListTagsForResource',
  'ecs:DescribeClusters',
  'ecs:ListClusters',
];

/** What AWS says of all that starts tasks, or tells of their end. */
export interface FoundEvents {
  readonly region: string;
  readonly cluster?: string;
  readonly triggers: readonly Trigger[];
  /** By the ARN of the trigger. */
  readonly failures: Told<ReadonlyMap<string, Failures>>;
  readonly now: Date;
}

/** @throws a `not-found` failure for a cluster that does not exist. */
export async function readEvents(aws: Aws, cluster?: string): Promise<FoundEvents> {
  const [rules, schedules] = await Promise.all([
    readRules(aws),
    readSchedules(aws),
    cluster === undefined ? undefined : readCluster(aws, cluster),
  ]);
  const aboutTasks = rules.filter(({ rule, targets }) => isAboutTasks(triggerOfRule(rule, targets, {})));
  const triggers = [
    ...(await eachAtOnce(aboutTasks, (one) => withTags(aws, one))),
    ...schedules.map(triggerOfSchedule).filter(isAboutTasks),
  ];
  return {
    region: await aws.client(EventBridgeClient).config.region(),
    ...(cluster !== undefined && { cluster }),
    triggers,
    failures: await readFailures(aws, triggers),
    now: aws.now(),
  };
}

function isAboutTasks(trigger: Trigger): boolean {
  return kindOf(trigger) === 'on-stop' || trigger.targets.some((target) => clusterOf(target) !== undefined);
}

/** A list of rules tells no tags. What ecsctl makes is on the default bus. */
async function withTags(aws: Aws, { rule, targets }: RuleWithTargets): Promise<Trigger> {
  if (rule.EventBusName !== defaultBus) return triggerOfRule(rule, targets, {});
  const { Tags } = await aws
    .client(EventBridgeClient)
    .send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }));
  return triggerOfRule(rule, targets, tagsOf(Tags));
}

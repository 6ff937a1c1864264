import type { Aws } from '../../aws/aws.ts';
import type { Schedule } from '../../ecs/callers/schedules.ts';
import { type FoundRule, readRule, ruleReads } from '../rule/found-rule.ts';
import { type FoundTarget, readTargetParts, targetReads } from '../target/read.ts';
import { groupReads, hasScheduleGroup, readSchedule, scheduleReads } from './found-schedule.ts';
import type { WantedSchedule } from './wanted.ts';

/** IAM actions of {@link readScheduled}. */
export const scheduledReads = [...targetReads, ...ruleReads, ...scheduleReads, ...groupReads] as const;

export interface FoundScheduled extends FoundTarget {
  readonly schedule?: Schedule;
  readonly rule?: FoundRule;
  /** ecsctl's group of schedules is there. */
  readonly hasGroup: boolean;
}

/** @throws what is thrown for the target's parts. */
export async function readScheduled(aws: Aws, { name, target }: WantedSchedule): Promise<FoundScheduled> {
  const [parts, schedule, rule, hasGroup] = await Promise.all([
    readTargetParts(aws, name, target),
    readSchedule(aws, name),
    readRule(aws, name),
    hasScheduleGroup(aws),
  ]);
  return { ...parts, ...(schedule && { schedule }), ...(rule && { rule }), hasGroup };
}

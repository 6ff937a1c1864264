import { literals, readPattern } from '../pattern/fields.ts';
import type { Trigger } from './trigger.ts';

/** What sets a trigger off: the clock, an object in a bucket, the end of a task, or some other event. */
export type TriggerKind = 'schedule' | 'on-upload' | 'on-stop' | 'on-event';

/** The event of Amazon ECS that tells of tasks. */
const taskChange = 'ECS Task State Change';

/** Of what kind a trigger is, whoever has made it. */
export function kindOf({ schedule, pattern }: Pick<Trigger, 'schedule' | 'pattern'>): TriggerKind {
  if (schedule) return 'schedule';
  const fields = readPattern(pattern);
  const types = literals(fields, 'detail-type');
  const sources = literals(fields, 'source');
  if (sources.includes('aws.ecs') && types.includes(taskChange)) return 'on-stop';
  return sources.includes('aws.s3') && types.includes('Object Created') ? 'on-upload' : 'on-event';
}

/** The buckets whose objects set it off, where the pattern names them. */
export function bucketsOf(trigger: Pick<Trigger, 'schedule' | 'pattern'>): string[] {
  const fields = readPattern(trigger.pattern);
  if (!literals(fields, 'source').includes('aws.s3')) return [];
  return literals(fields, 'detail', 'bucket', 'name');
}

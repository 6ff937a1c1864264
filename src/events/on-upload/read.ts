import type { Aws } from '../../aws/aws.ts';
import { bucketReads, type FoundBucket, readBucket } from '../bucket/found-bucket.ts';
import { type FoundRule, readRule, ruleReads } from '../rule/found-rule.ts';
import { readSchedule, scheduleReads } from '../schedule/found-schedule.ts';
import { type FoundTarget, readTargetParts, targetReads } from '../target/read.ts';
import type { WantedUpload } from './wanted.ts';

/** IAM actions of {@link readUploads}. */
export const uploadReads = [...targetReads, ...ruleReads, ...bucketReads, ...scheduleReads] as const;

export interface FoundUpload extends FoundTarget {
  readonly bucket: FoundBucket;
  readonly rule?: FoundRule;
  /** There is a schedule of the same name. */
  readonly hasSchedule: boolean;
}

/** @throws what is thrown for the target's parts and for the bucket. */
export async function readUploads(aws: Aws, { name, objects, target }: WantedUpload): Promise<FoundUpload> {
  const [parts, bucket, rule, schedule] = await Promise.all([
    readTargetParts(aws, name, target),
    readBucket(aws, objects.bucket),
    readRule(aws, name),
    readSchedule(aws, name),
  ]);
  return { ...parts, bucket, ...(rule && { rule }), hasSchedule: schedule !== undefined };
}

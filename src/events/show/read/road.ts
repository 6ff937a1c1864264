import { parseArn } from '../../../aws/arn.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { failureReads, readFailures } from '../../found/failures.ts';
import { findReads, findTrigger } from '../../found/find-trigger.ts';
import { bucketsOf } from '../../found/kind.ts';
import { isTaskTarget } from '../../found/target-words.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { TriggerName } from '../../found/trigger-name.ts';
import { burialAsks, runAsks, sendAsks } from '../asks.ts';
import type { FoundRoad, FoundTarget } from '../found-road.ts';
import { bucketReads, readBucket } from './bucket.ts';
import { queueReads, readDeadLetters } from './queue.ts';
import { readRecipient, recipientReads } from './recipient.ts';
import { readRole, roleReads } from './roles.ts';
import { readRun, runReads } from './run.ts';

/** IAM actions of {@link readRoad}. */
export const roadReads: readonly string[] = [
  ...findReads,
  ...failureReads,
  ...bucketReads,
  ...runReads,
  ...roleReads,
  ...queueReads,
  ...recipientReads,
];

/**
 * A rule or schedule and all that it leads to, as far as the caller may see it.
 * @throws what {@link findTrigger} throws.
 */
export async function readRoad(aws: Aws, name: TriggerName): Promise<FoundRoad> {
  const trigger = await findTrigger(aws, name);
  const [failures, buckets, targets] = await Promise.all([
    readFailures(aws, [trigger]),
    eachAtOnce(bucketsOf(trigger), (bucket) => readBucket(aws, bucket)),
    eachAtOnce(trigger.targets, (target) => readTarget(aws, trigger, target)),
  ]);
  const own = 'refused' in failures ? undefined : failures.value.get(trigger.arn);
  return {
    ...{ trigger, now: aws.now(), buckets, targets },
    failures: 'refused' in failures ? failures : { value: own ?? { count: 0, of: 'rule' } },
  };
}

async function readTarget(aws: Aws, trigger: Trigger, target: TriggerTarget): Promise<FoundTarget> {
  const { region = '' } = parseArn(trigger.arn) ?? {};
  const [run, recipient, deadLetters] = await Promise.all([
    isTaskTarget(target) ? readRun(aws, trigger, target) : undefined,
    isTaskTarget(target) ? undefined : readRecipient(aws, target.arn),
    target.deadLetters === undefined ? undefined : readDeadLetters(aws, target.deadLetters),
  ]);
  const asks = [...(run ? runAsks(target, run) : sendAsks(target)), ...burialAsks(trigger, target)];
  const role = target.roleArn === undefined ? undefined : await readRole(aws, target.roleArn, asks, region);
  return {
    target,
    ...(run && { run }),
    ...(recipient && { recipient }),
    ...(role && { role }),
    ...(deadLetters && { deadLetters }),
  };
}

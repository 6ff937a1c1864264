import { parseArn } from '../../../aws/arn.ts';
import type { Elsewhere } from '../../bucket/elsewhere.ts';
import { kindOf } from '../../found/kind.ts';
import type { Trigger } from '../../found/trigger.ts';
import { literals, patternFields, readPattern } from '../../pattern/fields.ts';
import { fieldWords } from '../../pattern/words.ts';
import type { FoundBucket, FoundRoad } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { judgeClock } from './clock.ts';
import { untold } from './untold.ts';

/** Whether anything is there that sets it off. */
export function judgeSource({ trigger, buckets, now }: FoundRoad): Check[] {
  const subject = 'source' as const;
  if (trigger.schedule) return [judgeClock(trigger.schedule, trigger.isEnabled, now)];
  if (buckets.length > 0) return buckets.map((bucket) => judgeBucket(bucket, trigger));
  const sources = literals(readPattern(trigger.pattern), 'source').join(', ');
  const texts = {
    'on-stop': 'Amazon ECS tells of each change of its tasks by itself',
    'on-upload': 'the pattern names no bucket: those that tell EventBridge of their objects',
    'on-event': `the events of ${sources || 'all sources'} on bus ${trigger.home}`,
    schedule: '',
  };
  return [{ subject, light: 'green', text: texts[kindOf(trigger)] }];
}

function judgeBucket(bucket: FoundBucket, trigger: Trigger): Check {
  const subject = 'source' as const;
  if ('elsewhere' in bucket) return { subject, ...inAnotherRegion(bucket.name, bucket.elsewhere, trigger) };
  const { name, tells } = bucket;
  if ('refused' in tells) return untold(subject, `whether bucket ${name} tells EventBridge`, tells.refused);
  if (tells.value === undefined) {
    return { subject, light: 'red', text: `there is no bucket ${name}`, next: `aws s3 mb s3://${name}` };
  }
  if (tells.value)
    return { subject, light: 'green', text: `bucket ${name} tells EventBridge of its objects` };
  const [target] = trigger.targets;
  const next = trigger.isOurs
    ? makeAgain(trigger, target)
    : `aws s3api get-bucket-notification-configuration --bucket ${name}`;
  const advice = trigger.isOurs ? '' : '; EventBridgeConfiguration has to be added to its notifications';
  return {
    ...{ subject, light: 'red', text: `bucket ${name} does not tell EventBridge of its objects${advice}` },
    next,
  };
}

/** A bucket tells the bus of its own region, and rules are on that of theirs. */
function inAnotherRegion(name: string, { region }: Elsewhere, { arn }: Trigger): Omit<Check, 'subject'> {
  const { region: own } = parseArn(arn) ?? {};
  const text = `bucket ${name} is in ${region ?? 'another region'}, and tells of its objects there; the rule is in ${own}`;
  const next =
    region === undefined
      ? `aws s3api get-bucket-location --bucket ${name}`
      : `make the rule in ${region}, where the cluster has to be as well, or take a bucket of ${own}`;
  return { light: 'red', text, next };
}

/** What the pattern lets through, in words. */
export function judgePattern({ pattern }: Trigger): Check[] {
  if (pattern === undefined) return [];
  const fields = readPattern(pattern);
  if (!fields) return [{ subject: 'pattern', light: 'unknown', text: 'it cannot be read' }];
  const text = patternFields(fields).map(fieldWords).join('; ');
  return [{ subject: 'pattern', light: 'green', text }];
}

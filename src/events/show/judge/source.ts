import { firingsOf } from '../../../schedule/firings.ts';
import { kindOf } from '../../found/kind.ts';
import type { Trigger } from '../../found/trigger.ts';
import { literals, patternFields, readPattern } from '../../pattern/fields.ts';
import { fieldWords } from '../../pattern/words.ts';
import type { FoundBucket, FoundRoad } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { untold } from './untold.ts';

/** Whether anything is there that sets it off. */
export function judgeSource({ trigger, buckets, now }: FoundRoad): Check[] {
  const subject = 'source' as const;
  if (trigger.schedule) return [clock(trigger, now)];
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

function clock({ schedule, isEnabled }: Trigger, now: Date): Check {
  const { expression = '', timezone } = schedule ?? {};
  const when = timezone === undefined ? expression : `${expression} in ${timezone}`;
  const [next] = schedule ? firingsOf(schedule, now) : [];
  if (!next) return { subject: 'source', light: 'red', text: `the clock: ${when}, which never fires again` };
  const text = isEnabled ? `the clock: ${when}, next ${next.local}` : `the clock: ${when}`;
  return { subject: 'source', light: 'green', text };
}

function judgeBucket({ name, tells }: FoundBucket, trigger: Trigger): Check {
  const subject = 'source' as const;
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

/** What the pattern lets through, in words. */
export function judgePattern({ pattern }: Trigger): Check[] {
  if (pattern === undefined) return [];
  const fields = readPattern(pattern);
  if (!fields) return [{ subject: 'pattern', light: 'unknown', text: 'it cannot be read' }];
  const text = patternFields(fields).map(fieldWords).join('; ');
  return [{ subject: 'pattern', light: 'green', text }];
}

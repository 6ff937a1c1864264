import { usage } from '../../failure.ts';
import { parseEvent, readEvent, wholeEvent } from '../event/envelope.ts';
import { bucketsOf, kindOf } from '../found/kind.ts';
import type { Trigger } from '../found/trigger.ts';
import type { Members } from '../members.ts';

/** What the rule is to be told has happened. */
export interface NamedEvent {
  /** As a file has it. */
  readonly event?: Members;
  readonly bucket?: string;
  readonly key?: string;
}

interface RunFlags {
  readonly event: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** @throws a usage failure for an event that is named twice or is none, or a bucket without a key. */
export function readRunFlags({ event, bucket, key }: RunFlags): NamedEvent {
  if (event !== undefined && (bucket ?? key) !== undefined)
    throw usage(
      '--event says it all, and --bucket and --key name another event',
      'leave the one or the others out',
    );
  if (bucket !== undefined && key === undefined)
    throw usage('--bucket alone names no object', 'add --key KEY');
  if (key === '') throw usage('--key is empty', 'write the key of an object');
  return {
    ...(event !== undefined && { event: parseEvent(event) }),
    ...(bucket !== undefined && { bucket }),
    ...(key !== undefined && { key }),
  };
}

/**
 * The event that a rule is run for; undefined for a schedule, which knows none.
 * @throws a usage failure where the target needs an event and none is named, and for one that does not fit.
 */
export function eventFor(
  trigger: Trigger,
  { event, bucket, key }: NamedEvent,
  occasion: { readonly account: string; readonly region: string; readonly now: Date },
): Members | undefined {
  const { name, engine } = trigger;
  const isNamed = event !== undefined || key !== undefined;
  if (engine === 'schedule' || trigger.schedule) {
    if (isNamed)
      throw usage(`${name} goes by the clock, and takes no event`, 'leave --event, --bucket and --key out');
    return engine === 'schedule' ? undefined : clockEvent(trigger, occasion);
  }
  if (event !== undefined) return readEvent(event, trigger.pattern, occasion).event;
  if (key !== undefined) return uploadEvent(trigger, bucket, key, occasion);
  if (!trigger.targets.some(needsEvent)) return wholeEvent({}, trigger.pattern, occasion).event;
  throw usage(
    `${name} hands over what is in its event, and none is named`,
    kindOf(trigger) === 'on-upload' ? 'add --key KEY, or --event FILE' : 'add --event FILE',
  );
}

function needsEvent({ transformer, inputPath }: Trigger['targets'][number]): boolean {
  return transformer !== undefined || inputPath !== undefined;
}

/** What EventBridge sends for a rule that goes by the clock. */
function clockEvent({ arn }: Trigger, occasion: Parameters<typeof wholeEvent>[2]): Members {
  const told = { 'detail-type': 'Scheduled Event', source: 'aws.events', resources: [arn] };
  return wholeEvent(told, undefined, occasion).event;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function uploadEvent(
  trigger: Trigger,
  named: string | undefined,
  key: string,
  occasion: Parameters<typeof wholeEvent>[2],
): Members {
  if (kindOf(trigger) !== 'on-upload')
    throw usage(`${trigger.name} does not react to uploads`, 'name its event with --event FILE');
  const buckets = bucketsOf(trigger);
  const [bucket = named] = named === undefined && buckets.length === 1 ? buckets : [named];
  if (bucket === undefined)
    throw usage(`${trigger.name} is of several buckets, or of any`, 'add --bucket BUCKET');
  return wholeEvent(
    {
      'detail-type': 'Object Created',
      source: 'aws.s3',
      resources: [`arn:${trigger.arn.split(':')[1]}:s3:::${bucket}`],
      detail: { version: '0', bucket: { name: bucket }, object: { key }, reason: 'PutObject' },
    },
    trigger.pattern,
    occasion,
  ).event;
}

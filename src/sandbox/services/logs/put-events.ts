import type {
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findGroup, findStream, invalidParameter } from './lookup.ts';
import type { LogEvent, LogGroup, LogStream } from './state.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
/** What is counted for an event beside its message. */
const EVENT_BYTES = 26;

/**
 * Events that are too old, too new or expired are left out, and the answer says so; sequence tokens are taken and not
 * looked at, as AWS has done since 2023.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function PutLogEvents(
  input: PutLogEventsCommandInput,
  { region, now }: Call,
): Answer<PutLogEventsCommandOutput> {
  const group = findGroup(region, input.logGroupName);
  const stream = findStream(group, input.logStreamName);
  const given = input.logEvents ?? [];
  refuseBadBatch(given);
  const rejected = rejections(given, group, now.getTime());
  const from = Math.max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0);
  append(region, group, stream, given.slice(from, rejected.tooNewLogEventStartIndex), now);
  stream.sequenceToken = region.ids.digits(38);
  return {
    nextSequenceToken: stream.sequenceToken,
    ...(Object.keys(rejected).length > 0 && { rejectedLogEventsInfo: rejected }),
  };
}

/** Adds events to the stream, whoever writes them. */
export function append(
  region: Region,
  group: LogGroup,
  stream: LogStream,
  events: readonly InputLogEvent[],
  now: Date,
): void {
  for (const { timestamp = 0, message = '' } of events) {
    insert(stream, { id: region.ids.digits(38), timestamp, message, ingestedAt: now.getTime() });
  }
  group.storedBytes += bytesOf(events);
}

function refuseBadBatch(events: readonly InputLogEvent[]): void {
  if (events.length === 0 || events.length > MOST_EVENTS) {
    throw invalidParameter(`A batch has 1 to ${MOST_EVENTS} log events.`);
  }
  if (bytesOf(events) > MOST_BYTES) {
    throw invalidParameter(`Upload too large: ${bytesOf(events)} bytes exceeds limit of ${MOST_BYTES}`);
  }
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, index) => index > 0 && time < (times[index - 1] ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > DAY) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

function rejections(events: readonly InputLogEvent[], group: LogGroup, now: number): RejectedLogEventsInfo {
  const olderThan = (limit: number) => events.filter(({ timestamp = 0 }) => timestamp < limit).length;
  const tooOld = olderThan(now - 14 * DAY);
  const expired = group.retentionInDays === undefined ? 0 : olderThan(now - group.retentionInDays * DAY);
  const tooNew = events.findIndex(({ timestamp = 0 }) => timestamp > now + 2 * HOUR);
  return {
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  };
}

function insert(stream: LogStream, event: LogEvent): void {
  const before = stream.events.findLastIndex(({ timestamp }) => timestamp <= event.timestamp);
  stream.events.splice(before + 1, 0, event);
  stream.firstEventAt = Math.min(stream.firstEventAt ?? event.timestamp, event.timestamp);
  stream.lastEventAt = Math.max(stream.lastEventAt ?? event.timestamp, event.timestamp);
  stream.lastIngestionAt = event.ingestedAt;
}

function bytesOf(events: readonly InputLogEvent[]): number {
  return events.reduce((sum, { message = '' }) => sum + Buffer.byteLength(message) + EVENT_BYTES, 0);
}

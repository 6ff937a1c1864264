import { describe, expect, it } from 'vitest';
import { FilterLogEvents } from '../../../../../src/sandbox/services/logs/filter-events.ts';
import { GetLogEvents } from '../../../../../src/sandbox/services/logs/get-events.ts';
import { CreateLogGroup, PutRetentionPolicy } from '../../../../../src/sandbox/services/logs/groups.ts';
import { DescribeLogGroups } from '../../../../../src/sandbox/services/logs/groups-read.ts';
import { PutLogEvents } from '../../../../../src/sandbox/services/logs/put-events.ts';
import {
  CreateLogStream,
  DeleteLogStream,
  DescribeLogStreams,
} from '../../../../../src/sandbox/services/logs/streams.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const DAY = 24 * 3600_000;
const group = { logGroupName: '/ecs/web' };
const stream = { ...group, logStreamName: 'web/1' };

function worldWithStream(): PracticeWorld {
  const practice = new PracticeWorld();
  CreateLogGroup(group, practice.call);
  CreateLogStream(stream, practice.call);
  return practice;
}

/** Puts messages one second apart, the first of them so many seconds ago. */
function put(practice: PracticeWorld, messages: readonly string[], secondsAgo = 60) {
  const start = practice.now - secondsAgo * 1000;
  const logEvents = messages.map((message, index) => ({ message, timestamp: start + index * 1000 }));
  return PutLogEvents({ ...stream, logEvents }, practice.call);
}

const texts = (events: readonly { message?: string | undefined }[] | undefined) =>
  events?.map(({ message }) => message);

describe('log events', () => {
  it('are read forwards and backwards until a token comes back', () => {
    const practice = worldWithStream();
    put(practice, ['1', '2', '3', '4', '5']);
    const get = (input: object) => GetLogEvents({ ...stream, limit: 2, ...input }, practice.call);
    const newest = get({});
    expect(texts(newest.events)).toEqual(['4', '5']);
    const before = get({ nextToken: newest.nextBackwardToken });
    expect(texts(before.events)).toEqual(['2', '3']);
    const first = get({ startFromHead: true });
    const second = get({ nextToken: first.nextForwardToken });
    const third = get({ nextToken: second.nextForwardToken });
    expect([first, second, third].flatMap(({ events }) => texts(events))).toEqual(['1', '2', '3', '4', '5']);
    const end = get({ nextToken: third.nextForwardToken });
    expect(end).toMatchObject({ events: [], nextForwardToken: third.nextForwardToken });
    expect(refusal(() => get({ nextToken: 'x' }))).toMatch(/^InvalidParameterException/);
  });

  it('that are too old, too new or expired are left out, and the answer says which', () => {
    const practice = worldWithStream();
    PutRetentionPolicy({ ...group, retentionInDays: 1 }, practice.call);
    expect(put(practice, ['gone'], (2 * DAY) / 1000).rejectedLogEventsInfo).toEqual({
      expiredLogEventEndIndex: 1,
    });
    expect(put(practice, ['ancient'], (15 * DAY) / 1000).rejectedLogEventsInfo).toEqual({
      tooOldLogEventEndIndex: 1,
      expiredLogEventEndIndex: 1,
    });
    expect(put(practice, ['future'], -3 * 3600).rejectedLogEventsInfo).toEqual({
      tooNewLogEventStartIndex: 0,
    });
    expect(GetLogEvents(stream, practice.call).events).toEqual([]);
    expect(put(practice, ['now']).rejectedLogEventsInfo).toBeUndefined();
  });

  it('must come in order', () => {
    const practice = worldWithStream();
    const logEvents = [
      { message: 'b', timestamp: practice.now },
      { message: 'a', timestamp: practice.now - 1 },
    ];
    expect(refusal(() => PutLogEvents({ ...stream, logEvents }, practice.call))).toMatch(
      /chronological order/,
    );
  });

  it('count in the bytes of their group and the times of their stream', () => {
    const practice = worldWithStream();
    put(practice, ['주문', 'ok']);
    expect(DescribeLogGroups({}, practice.call).logGroups?.[0]?.storedBytes).toBe(6 + 2 + 2 * 26);
    expect(DescribeLogStreams(group, practice.call).logStreams?.[0]).toMatchObject({
      firstEventTimestamp: practice.now - 60_000,
      lastEventTimestamp: practice.now - 59_000,
      lastIngestionTime: practice.now,
    });
  });

  it('are searched by terms over all streams', () => {
    const practice = worldWithStream();
    put(practice, ['ERROR disk full', 'WARN slow', 'ERROR timeout', 'fine']);
    const find = (filterPattern?: string) =>
      texts(FilterLogEvents({ ...group, filterPattern }, practice.call).events);
    expect(find('ERROR')).toEqual(['ERROR disk full', 'ERROR timeout']);
    expect(find('"disk full"')).toEqual(['ERROR disk full']);
    expect(find('ERROR -timeout')).toEqual(['ERROR disk full']);
    expect(find('?WARN ?timeout')).toEqual(['WARN slow', 'ERROR timeout']);
    expect(find()).toHaveLength(4);
    expect(refusal(() => find('{ $.level = "error" }'))).toMatch(/^NotInSandbox/);
    const page = FilterLogEvents({ ...group, limit: 3 }, practice.call);
    const rest = FilterLogEvents({ ...group, limit: 3, nextToken: page.nextToken }, practice.call);
    expect(texts(rest.events)).toEqual(['fine']);
  });
});

describe('log streams', () => {
  it('are listed by name or by their last event', () => {
    const practice = worldWithStream();
    put(practice, ['1']);
    CreateLogStream({ ...group, logStreamName: 'a' }, practice.call);
    const list = (input: object) =>
      DescribeLogStreams({ ...group, ...input }, practice.call).logStreams?.map((one) => one.logStreamName);
    expect(list({})).toEqual(['a', 'web/1']);
    expect(list({ orderBy: 'LastEventTime', descending: true })).toEqual(['web/1', 'a']);
    expect(list({ logStreamNamePrefix: 'web' })).toEqual(['web/1']);
    expect(refusal(() => CreateLogStream(stream, practice.call))).toMatch(/^ResourceAlreadyExistsException/);
    DeleteLogStream(stream, practice.call);
    expect(refusal(() => GetLogEvents(stream, practice.call))).toMatch(/^ResourceNotFoundException/);
  });
});

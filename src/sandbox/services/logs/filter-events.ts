import type {
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { matcherOf } from './filter-pattern.ts';
import { MOST_EVENTS, within } from './get-events.ts';
import { findGroup, findStream, invalidParameter, invalidToken, unfitLimit } from './lookup.ts';
import type { LogGroup, LogStream } from './state.ts';

/** The matching events of a group's streams, or of those named, by their time. */
export function FilterLogEvents(
  input: FilterLogEventsCommandInput,
  { region }: Call,
): Answer<FilterLogEventsCommandOutput> {
  const group = findGroup(region, input.logGroupIdentifier ?? input.logGroupName);
  const { limit } = input;
  const size = pageSize(limit, { otherwise: MOST_EVENTS, most: MOST_EVENTS }, unfitLimit(limit, MOST_EVENTS));
  const matches = matcherOf(input.filterPattern ?? '');
  const found = searched(group, input)
    .flatMap((stream) => within(stream.events, input).map((event) => ({ ...event, stream })))
    .filter(({ message }) => matches(message))
    .sort((a, b) => a.timestamp - b.timestamp);
  const { items, nextToken } = page(found, input.nextToken, size, invalidToken);
  return {
    events: items.map(({ id, stream, timestamp, message, ingestedAt }) => ({
      ...{ logStreamName: stream.name, timestamp, message, ingestionTime: ingestedAt, eventId: id },
    })),
    searchedLogStreams: [],
    nextToken,
  };
}

function searched(
  group: LogGroup,
  { logStreamNames: names, logStreamNamePrefix: prefix }: FilterLogEventsCommandInput,
): LogStream[] {
  if (names && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
  }
  if (names) return names.map((name) => findStream(group, name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
}

import type {
  CreateLogStreamCommandInput,
  CreateLogStreamCommandOutput,
  DeleteLogStreamCommandInput,
  DeleteLogStreamCommandOutput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
  LogStream as ShownStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { findGroup, findStream, invalidParameter, invalidToken, unfit, unfitLimit } from './lookup.ts';
import type { LogGroup, LogStream } from './state.ts';

export function CreateLogStream(
  input: CreateLogStreamCommandInput,
  { region, now }: Call,
): Answer<CreateLogStreamCommandOutput> {
  const group = findGroup(region, input.logGroupName);
  const name = input.logStreamName ?? '';
  if (!/^[^:*]{1,512}$/.test(name)) {
    throw unfit(name, 'logStreamName', 'satisfy regular expression pattern: [^:*]*');
  }
  if (group.streams.has(name)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  }
  group.streams.set(name, newStream(group, name, now.getTime()));
  return {};
}

export function newStream(group: LogGroup, name: string, createdAt: number): LogStream {
  const arn = `${group.arn}:log-stream:${name}`;
  const times = { firstEventAt: undefined, lastEventAt: undefined, lastIngestionAt: undefined };
  const sequenceToken = undefined;
  return { name, arn, createdAt, events: [], sequenceToken, ...times };
}

export function DeleteLogStream(
  input: DeleteLogStreamCommandInput,
  { region }: Call,
): Answer<DeleteLogStreamCommandOutput> {
  const group = findGroup(region, input.logGroupName);
  group.streams.delete(findStream(group, input.logStreamName).name);
  return {};
}

const MOST = 50;

/** By name, or by the time of the last event; what has no events comes first then. */
export function DescribeLogStreams(
  input: DescribeLogStreamsCommandInput,
  { region }: Call,
): Answer<DescribeLogStreamsCommandOutput> {
  const group = findGroup(region, input.logGroupIdentifier ?? input.logGroupName);
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', limit } = input;
  if (prefix !== undefined && orderBy === 'LastEventTime') {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const size = pageSize(limit, { otherwise: MOST, most: MOST }, unfitLimit(limit, MOST));
  const byName = (a: LogStream, b: LogStream) => (a.name < b.name ? -1 : 1);
  const byTime = (a: LogStream, b: LogStream) => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0) || byName(a, b);
  const wanted = [...group.streams.values()]
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .sort(orderBy === 'LastEventTime' ? byTime : byName);
  const ordered = input.descending ? wanted.reverse() : wanted;
  const { items, nextToken } = page(ordered, input.nextToken, size, invalidToken);
  return { logStreams: items.map(show), nextToken };
}

/** AWS has not counted a stream's bytes since 2019, and says 0. */
function show(stream: LogStream): ShownStream {
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    firstEventTimestamp: stream.firstEventAt,
    lastEventTimestamp: stream.lastEventAt,
    lastIngestionTime: stream.lastIngestionAt,
    uploadSequenceToken: stream.sequenceToken,
    arn: stream.arn,
    storedBytes: 0,
  };
}

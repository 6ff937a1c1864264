import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Answer, Call } from '../../service.ts';
import { pageSize } from '../paging.ts';
import { findGroup, findStream, invalidToken, unfitLimit } from './lookup.ts';
import type { LogEvent } from './state.ts';

export const MOST_EVENTS = 10_000;

/**
 * The events of one stream, the newest first page where `startFromHead` is not set. At either end the token that was
 * given is given back.
 */
export function GetLogEvents(
  input: GetLogEventsCommandInput,
  { region }: Call,
): Answer<GetLogEventsCommandOutput> {
  const group = findGroup(region, input.logGroupIdentifier ?? input.logGroupName);
  const { limit } = input;
  const size = pageSize(limit, { otherwise: MOST_EVENTS, most: MOST_EVENTS }, unfitLimit(limit, MOST_EVENTS));
  const events = within(findStream(group, input.logStreamName).events, input);
  const from = startOf(input, events.length, size);
  const to = Math.min(endOf(input) ?? from + size, events.length);
  return {
    events: events
      .slice(from, to)
      .map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
    nextForwardToken: tokenOf('f', to),
    nextBackwardToken: tokenOf('b', from),
  };
}

/** From `startTime` on, and before `endTime`. */
export function within(
  events: readonly LogEvent[],
  {
    startTime = 0,
    endTime = Number.POSITIVE_INFINITY,
  }: { startTime?: number | undefined; endTime?: number | undefined },
): LogEvent[] {
  return events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
}

function startOf(
  { nextToken, startFromHead }: GetLogEventsCommandInput,
  length: number,
  size: number,
): number {
  if (nextToken === undefined) return startFromHead ? 0 : Math.max(length - size, 0);
  const { direction, position } = readToken(nextToken);
  return direction === 'f' ? Math.min(position, length) : Math.max(position - size, 0);
}

/** A page that was asked for backwards ends where the one before it began. */
function endOf({ nextToken }: GetLogEventsCommandInput): number | undefined {
  const token = nextToken === undefined ? undefined : readToken(nextToken);
  return token?.direction === 'b' ? token.position : undefined;
}

function tokenOf(direction: 'f' | 'b', position: number): string {
  return `${direction}/${String(position).padStart(56, '0')}/s`;
}

function readToken(token: string): { direction: string; position: number } {
  const [, direction, position] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  if (direction === undefined) throw invalidToken;
  return { direction, position: Number(position) };
}

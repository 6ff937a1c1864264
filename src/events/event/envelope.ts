import { usage } from '../../failure.ts';
import { isMembers, type Members } from '../members.ts';
import { literals, readPattern } from '../pattern/fields.ts';

/** Where and when an event is said to have happened. */
export interface Occasion {
  readonly account: string;
  readonly region: string;
  readonly now: Date;
}

/** An event with all that AWS demands of one. */
export interface WholeEvent {
  readonly event: Members;
  /** The members that were not there, and were made up. */
  readonly filled: readonly string[];
}

/** All members of an event: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
const members = [
  ...['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'],
] as const;
/** Something that has none of these is what events have in `detail`. */
const telling: readonly string[] = ['detail', 'detail-type', 'source'];

/**
 * An event as a file has it, filled up with what it lacks: source and type as the pattern wants them, so that what is there
 * decides. What has neither source, type nor detail is taken for the detail itself.
 */
export function readEvent(given: Members, pattern: string | undefined, occasion: Occasion): WholeEvent {
  const partial = telling.some((member) => member in given) ? given : { detail: given };
  return wholeEvent(partial, pattern, occasion);
}

/** An event with the members that it lacks. */
export function wholeEvent(
  partial: Members,
  pattern: string | undefined,
  { account, region, now }: Occasion,
): WholeEvent {
  const wanted = readPattern(pattern);
  const made: Members = {
    version: '0',
    id: '00000000-0000-0000-0000-000000000000',
    'detail-type': literals(wanted, 'detail-type')[0] ?? 'made up',
    source: literals(wanted, 'source')[0] ?? 'made.up',
    account,
    time: `${now.toISOString().slice(0, 19)}Z`,
    region,
    resources: [],
    detail: {},
  };
  const event = Object.fromEntries(members.map((member) => [member, partial[member] ?? made[member]]));
  return {
    event: { ...partial, ...event },
    filled: members.filter((member) => partial[member] === undefined),
  };
}

/**
 * The JSON object in the text of a file.
 * @throws a usage failure for what is none.
 */
export function parseEvent(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    if (isMembers(value)) return value;
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw usage(`--event is no JSON: ${why}`, 'name a file with an event as EventBridge writes it');
  }
  throw usage('--event is no JSON object', 'name a file with one event, or with its detail alone');
}

import { patternCases } from '../../support/event-patterns/index.ts';
import { onBus, type PatternCase, type SentEvent } from '../../support/event-patterns/pattern-case.ts';
import { outcomesOn, wrongIn } from '../pattern-table.ts';
import type { Exercise } from './exercise.ts';

/** The cases of the table that are told by `aws`, one and one. */
const telling = [
  'exact: a number is not its digits',
  'prefix: any letter case',
  'suffix: another letter case',
  'equals-ignore-case: any letter case beyond ASCII',
  'wildcard: an escaped one stands for itself',
  'anything-but: none of the numbers',
  'anything-but: where there is nothing',
  'numeric: at the open end of a range',
  'cidr: an IPv6 address within',
  'exists: absent where there is an object, which is no leaf',
  '$or: beside a field that does not',
  'objects in a list: not by two together',
  'whole events: a task that failed',
];

const placed = { Source: 'shop', DetailType: 'Order Placed', Detail: '{"total":12}' };

/** What EventBridge makes of events: told by `aws` of some, and of the whole table of patterns. */
export async function tellPatterns(aws: Exercise): Promise<void> {
  for (const { name, pattern, event, matches } of telling.map(caseNamed)) {
    await aws.answers(`TestEventPattern: ${name}`, testOf(pattern, event), { Result: matches });
  }
  const first = caseNamed('exact: the same text');
  await aws.refuses(
    'TestEventPattern: of no event',
    ['--event-pattern', first.pattern, '--event', JSON.stringify(first.event)],
    'ValidationException',
  );
  await aws.refuses(
    'TestEventPattern: of no pattern',
    testOf('{"detail":{"a":[{"numeric":[">",5,"<",5]}]}}', first.event),
    'InvalidEventPatternException',
  );
  const outcomes = await outcomesOn(aws.site);
  aws.finds('the table of patterns', outcomes, wrongIn(outcomes));
}

/** What becomes of each of several events that are put at once. */
export async function tellEvents(aws: Exercise): Promise<void> {
  const EventId = /^[0-9a-f-]{36}$/;
  await aws.answers('PutEvents', ['--entries', JSON.stringify([placed])], {
    FailedEntryCount: 0,
    Entries: [{ EventId }],
  });
  const mixed = [placed, { ...placed, Detail: '{"total":' }, { ...placed, Source: undefined }];
  await aws.answers('PutEvents: two of three fail', ['--entries', JSON.stringify(mixed)], {
    FailedEntryCount: 2,
    Entries: [{ EventId }, { ErrorCode: 'MalformedDetail' }, { ErrorCode: 'InvalidArgument' }],
  });
  await aws.answers(
    'PutEvents: in the name of AWS',
    ['--entries', JSON.stringify([{ ...placed, Source: 'aws.ecs' }])],
    { FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }] },
  );
}

function caseNamed(name: string): PatternCase {
  const found = patternCases.find((one) => one.name === name);
  if (found) return found;
  throw new Error(`no case ${name}`);
}

function testOf(pattern: string, event: SentEvent): string[] {
  return ['--event-pattern', pattern, '--event', JSON.stringify(onBus(event))];
}

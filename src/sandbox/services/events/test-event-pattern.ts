import type {
  TestEventPatternCommandInput,
  TestEventPatternCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Answer } from '../../service.ts';
import { invalid } from './errors.ts';
import { type JsonObject, objectIn } from './pattern/json.ts';
import { matchesPattern } from './pattern/matches-pattern.ts';
import { parsePattern } from './pattern/parse-pattern.ts';

/** AWS's page asks for `resources`, too; AWS itself answers without them, as its published answers show. */
const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export function TestEventPattern({
  EventPattern: pattern = '',
  Event: event = '',
}: TestEventPatternCommandInput): Answer<TestEventPatternCommandOutput> {
  const tested = parseEvent(event);
  return { Result: matchesPattern(parsePattern(pattern), tested) };
}

/** Throws ValidationException for what is no event. */
function parseEvent(text: string): JsonObject {
  const event = objectIn(text);
  const isEvent = event !== undefined && REQUIRED.every((name) => Object.hasOwn(event, name));
  if (!isEvent) throw invalid('Parameter Event is not valid.');
  return event;
}

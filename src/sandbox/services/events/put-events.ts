import type {
  PutEventsCommandInput,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { Answer, Call } from '../../service.ts';
import { busEvent } from './bus-event.ts';
import { invalid } from './errors.ts';
import { objectIn } from './pattern/json.ts';
import { publish } from './publish.ts';

const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

/**
 * Puts events onto their buses, the default one where none is named. An entry that fails is told of in a success, in
 * the place of its id. For a bus that is not there AWS answers an id, and nothing gets the event; that is inferred.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function PutEvents(
  { Entries = [] }: PutEventsCommandInput,
  call: Call,
): Answer<PutEventsCommandOutput> {
  checkRequest(Entries);
  const results = Entries.map((entry) => put(entry, call));
  const failed = results.filter(({ ErrorCode }) => ErrorCode !== undefined);
  return { FailedEntryCount: failed.length, Entries: results };
}

/** Throws ValidationException for what no entry of the request survives. */
function checkRequest(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length < 1 || entries.length > MOST_ENTRIES) {
    throw invalid(
      "1 validation error detected: Value at 'entries' failed to satisfy constraint: " +
        `Member must have length between 1 and ${MOST_ENTRIES}`,
    );
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MOST_BYTES) {
    throw invalid('Total size of the entries in the request is over the limit.');
  }
}

/** Bytes, as https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html counts them. */
function sizeOf({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time ? 14 : 0);
}

function put(entry: PutEventsRequestEntry, { region, now }: Call): PutEventsResultEntry {
  const { Source: source, DetailType: detailType, Detail, Resources: resources = [] } = entry;
  if (!source) return missing('Source');
  if (!detailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  const detail = objectIn(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (source.startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  const event = busEvent(region, entry.Time ?? now, { source, detailType, resources, detail });
  publish(region, event, now, entry.EventBusName?.split(':event-bus/').at(-1));
  return { EventId: event.id };
}

function missing(name: string): PutEventsResultEntry {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  };
}

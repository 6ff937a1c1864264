import type { RetryPolicy } from '@aws-sdk/client-eventbridge';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import type { Refusal } from './recipients/recipient.ts';

/** What a target's retry policy is where it says nothing. */
const MOST_RETRIES = 185;
const LONGEST_AGE_SECONDS = 86_400;
/** AWS backs off exponentially, without saying how; with this most, all of its retries fit into a day. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 460_000;

/** One event on its way to one target. */
export interface Shipment {
  readonly region: Region;
  /** When the event arose, in milliseconds, from which its age counts. */
  readonly since: number;
  readonly retryPolicy: RetryPolicy | undefined;
  /** The `number`th attempt, from 1. */
  attempt(now: Date, number: number): Refusal | undefined;
  delivered(now: Date): void;
  failed(failure: Failure, now: Date): void;
}

/** Why an event is given up. */
export interface Failure {
  readonly refusal: Refusal;
  readonly retries: number;
  /** Which limit of the retry policy was reached; undefined where no attempt could have helped. */
  readonly exhausted: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | undefined;
}

/**
 * Hands the event over, and tries again later where that may help, as long as the retry policy lets it. What is
 * refused for good is given up at once. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function deliver(shipment: Shipment, now: Date, retries = 0): void {
  const refusal = shipment.attempt(now, retries + 1);
  const most = shipment.retryPolicy?.MaximumRetryAttempts ?? MOST_RETRIES;
  if (!refusal) shipment.delivered(now);
  else if (refusal.isFinal) shipment.failed({ refusal, retries, exhausted: undefined }, now);
  else if (retries < most) retryLater(shipment, now, { refusal, retries });
  else shipment.failed({ refusal, retries, exhausted: 'MaximumRetryAttempts' }, now);
}

/** Another attempt after a pause, unless the event is too old by then. */
function retryLater(shipment: Shipment, now: Date, last: Pick<Failure, 'refusal' | 'retries'>): void {
  const { region, since, retryPolicy } = shipment;
  const next = now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** last.retries, LONGEST_PAUSE_MS);
  const tooOldAt = since + (retryPolicy?.MaximumEventAgeInSeconds ?? LONGEST_AGE_SECONDS) * 1000;
  region.events.retries.push({
    at: Math.min(next, tooOldAt),
    again(time) {
      if (next < tooOldAt) deliver(shipment, time, last.retries + 1);
      else shipment.failed({ ...last, exhausted: 'MaximumEventAgeInSeconds' }, time);
    },
  });
}

/** Tries again to hand over what could not be handed over before. */
export function retryDeliveries(region: Region, tick: Tick): void {
  const { retries } = region.events;
  if (!retries.some(({ at }) => at <= tick.at)) return;
  const due = retries.filter(({ at }) => at <= tick.at);
  retries.splice(0, retries.length, ...retries.filter(({ at }) => at > tick.at));
  try {
    for (let retry = due.shift(); retry; retry = due.shift()) retry.again(new Date(retry.at));
  } finally {
    // Where one fails, those behind it wait for the next tick.
    retries.unshift(...due);
  }
}

import { enqueue, isFifo } from '../sqs/enqueue.ts';
import { isUnderManagedKey, queueOfArn } from '../sqs/lookup.ts';
import type { Queue } from '../sqs/state.ts';
import { type Actor, refusalToRole } from './acting-role.ts';
import { queueLets } from './queue-policy.ts';

/** An event that could not be delivered, with what is said about it in the attributes of its message. */
export interface DeadLetter {
  readonly payload: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/**
 * Puts a dead letter into the queue, and says whether it could. A rule needs a policy of the queue that lets
 * EventBridge send, a schedule a role that may; FIFO queues cannot be used.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export function bury(actor: Actor, queueArn: string, letter: DeadLetter, now: Date): boolean {
  const queue = queueOfArn(actor.region, queueArn);
  if (!queue || isFifo(queue) || !maySend(actor, queue)) return false;
  const told = Object.entries(letter.attributes).filter(([, value]) => value !== undefined);
  const attributes = Object.fromEntries(
    told.map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  enqueue(actor.region, queue, { body: letter.payload, attributes }, now);
  return true;
}

function maySend(actor: Actor, queue: Queue): boolean {
  if (actor.principal === 'events.amazonaws.com') {
    return !isUnderManagedKey(queue) && queueLets(actor, queue);
  }
  return refusalToRole(actor, [{ action: 'sqs:SendMessage', resource: queue.arn }]) === undefined;
}

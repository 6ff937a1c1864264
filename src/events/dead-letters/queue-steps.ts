import { Failure } from '../../failure.ts';
import { withStatement } from '../../iam-policy/statement-by-sid.ts';
import type { Step } from '../../plan/plan.ts';
import { refuseAwsKey } from '../admission/aws-key.ts';
import { admitToQueue, sendStatement } from '../admission/queue.ts';
import { eventsCall } from '../calls.ts';
import { type EventsKind, isOurs, markRecord } from '../mark.ts';
import { type Place, queueArn } from '../place.ts';
import type { FoundQueue } from './found-queue.ts';
import type { WantedDeadLetters } from './wanted.ts';

/** Seconds: as long as SQS keeps a message at the most, 14 days. */
const retention = 14 * 86_400;

/** For what the queue is wanted. */
export interface QueuePurpose {
  readonly name: string;
  readonly kind: EventsKind;
  readonly place: Place;
  /** The rule that is to be let send by the queue's policy; a schedule sends in its role. */
  readonly ruleArn?: string;
}

/**
 * The steps after which what cannot be delivered finds its way into the queue; none where it does already.
 * @throws Failure `refused` for a queue of the name that ecsctl has not made, for one that EventBridge cannot send to, and
 * `not-found` for one that was named and is not there.
 */
export function queueSteps(
  wanted: WantedDeadLetters,
  purpose: QueuePurpose,
  found: FoundQueue | undefined,
): Step[] {
  if (!found && wanted.kind === 'named')
    throw new Failure('not-found', `there is no queue ${wanted.queue}`, {
      hint: 'name one that is there, or use --create-dlq',
    });
  if (!found) return [creation(wanted.queue, purpose)];
  if (wanted.kind === 'made' && !isOurs(found.tags))
    throw new Failure('refused', `there is a queue ${wanted.queue} already, and ecsctl has not made it`, {
      hint: `to use it all the same, write --dlq ${found.arn}`,
    });
  return letting(wanted.queue, purpose, found);
}

function creation(queue: string, { name, kind, place, ruleArn }: QueuePurpose): Step {
  const arn = queueArn(place, queue);
  const policy = ruleArn && withStatement(undefined, sendStatement({ name, arn: ruleArn }, arn));
  return {
    id: 'queue',
    action: 'create',
    resource: { type: 'queue', id: queue, arn },
    reason: 'what could not be delivered is to be found again',
    changes: [{ field: 'retention', to: '14 days' }],
    after: [],
    call: eventsCall('sqs', 'CreateQueue', {
      QueueName: queue,
      Attributes: {
        MessageRetentionPeriod: String(retention),
        ...(policy && { Policy: JSON.stringify(policy) }),
      },
      tags: markRecord(kind),
    }),
    // SQS gives the name of a deleted queue away again after a minute.
    settles: { errors: ['QueueDeletedRecently'], seconds: 65 },
  };
}

function letting(queue: string, { name, ruleArn }: QueuePurpose, found: FoundQueue): Step[] {
  if (ruleArn === undefined) return [];
  refuseAwsKey('queue', queue, found.key);
  return admitToQueue(
    { ...found, name: queue },
    { name, arn: ruleArn },
    {
      id: 'queue',
      reason: 'EventBridge may put what it could not deliver into the queue',
    },
  );
}

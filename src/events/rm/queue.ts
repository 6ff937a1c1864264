import type { Target } from '@aws-sdk/client-eventbridge';
import { nameOf } from '../../aws/arn.ts';
import type { Step } from '../../plan/plan.ts';
import { listed } from '../../terminal/listed.ts';
import { eventsCall } from '../calls.ts';
import { isOurs, markKey } from '../mark.ts';
import type { FoundParts } from './found-parts.ts';
import { noPart, type Part } from './part.ts';

type Queue = NonNullable<FoundParts['queue']>;

/** Deletes the queue that ecsctl has made, unless messages are in it that nobody has looked at. */
export function queueRemoval(
  { queue }: FoundParts,
  staying: readonly Target[],
  after: readonly string[],
  deleteData: boolean,
): Part {
  if (!queue) return noPart;
  const why = reasonToStay(queue, staying, deleteData);
  const resource = { type: 'queue', id: nameOf(queue.arn), arn: queue.arn };
  if (why !== undefined) return { steps: [], kept: [{ resource, reason: why }] };
  const step: Step = {
    id: 'queue',
    action: 'delete',
    resource,
    reason:
      queue.waiting === 0
        ? 'nothing comes into it any more'
        : `what could not be delivered goes with it: ${queue.waiting} of its messages`,
    changes: [],
    after,
    call: eventsCall('sqs', 'DeleteQueue', { QueueUrl: queue.url }),
    undo: eventsCall('sqs', 'CreateQueue', {
      QueueName: nameOf(queue.arn),
      ...(queue.policy !== undefined && { Attributes: { Policy: queue.policy } }),
      tags: { ...queue.tags },
    }),
    goal: ['QueueDoesNotExist'],
  };
  return { steps: [step], kept: [] };
}

function reasonToStay(queue: Queue, staying: readonly Target[], deleteData: boolean): string | undefined {
  if (!isOurs(queue.tags)) return `it lacks the tag ${markKey}: ecsctl has not made it`;
  const users = staying.filter(({ DeadLetterConfig }) => DeadLetterConfig?.Arn === queue.arn);
  if (users.length > 0) return `target ${listed(users.map(({ Id = '' }) => Id))} of the rule uses it`;
  if (queue.waiting === 0 || deleteData) return undefined;
  return `${words(queue)} in it, of what could not be delivered; --delete-data deletes it with them`;
}

function words({ waiting }: Queue): string {
  return waiting === 1 ? '1 message is' : `${waiting} messages are`;
}

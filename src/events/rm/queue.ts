import type { Target } from '@aws-sdk/client-eventbridge';
import { nameOf } from '../../aws/arn.ts';
import type { Step } from '../../plan/plan.ts';
import { listed } from '../../terminal/listed.ts';
import { eventsCall } from '../calls.ts';
import { isOurs, markKey } from '../mark.ts';
import type { FoundParts, OwnQueue } from './found-parts.ts';
import { otherSenders } from './other-senders.ts';
import { noPart, type Part } from './part.ts';

/** Deletes the queue that ecsctl has made, unless others use it, or messages are in it that nobody has looked at. */
export function queueRemoval(
  { name, queue }: FoundParts,
  staying: readonly Target[],
  after: readonly string[],
  deleteData: boolean,
): Part {
  if (!queue) return noPart;
  const why = reasonToStay(name, queue, staying, deleteData);
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
      Attributes: { ...queue.settings },
      tags: { ...queue.tags },
    }),
    goal: ['QueueDoesNotExist'],
  };
  return { steps: [step], kept: [] };
}

function reasonToStay(
  name: string,
  queue: OwnQueue,
  staying: readonly Target[],
  deleteData: boolean,
): string | undefined {
  if (!isOurs(queue.tags)) return `it lacks the tag ${markKey}: ecsctl has not made it`;
  const users = staying.filter(
    ({ Arn, DeadLetterConfig }) => Arn === queue.arn || DeadLetterConfig?.Arn === queue.arn,
  );
  if (users.length > 0) return `target ${listed(users.map(({ Id = '' }) => Id))} of the rule uses it`;
  const others = usedByOthers(name, queue);
  if (others !== undefined) return others;
  if (queue.waiting === 0 || deleteData) return undefined;
  return `${words(queue)} in it, of what could not be delivered; --delete-data deletes it with them`;
}

/** Rules are let in by its policy, and schedules send in their roles. */
function usedByOthers(name: string, { arn, policy, schedules }: OwnQueue): string | undefined {
  const senders = policy === undefined ? [] : otherSenders(policy, arn, name);
  if (!senders) return 'its policy cannot be read, and others may be let in by it';
  const others = [...senders, ...schedules.map((schedule) => `schedule ${schedule}`)];
  return others.length === 0 ? undefined : `others may send to it: ${listed([...new Set(others)])}`;
}

function words({ waiting }: OwnQueue): string {
  return waiting === 1 ? '1 message is' : `${waiting} messages are`;
}

import { deduplicationIdFor, enqueue, isFifo } from '../../sqs/enqueue.ts';
import { isUnderManagedKey, queueOfArn } from '../../sqs/lookup.ts';
import type { Queue } from '../../sqs/state.ts';
import { refusalToRole } from '../acting-role.ts';
import { queueLets } from '../queue-policy.ts';
import type { Delivery, Refusal } from './recipient.ts';
import { noResource, notPermitted, unfit } from './refusals.ts';

const ACTION = 'sqs:SendMessage';

/**
 * Sends the payload as a message into a queue, in the target's role where it names one, and else if the queue's policy
 * lets the service. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function sendMessage(delivery: Delivery): Refusal | undefined {
  const { region, now, targetArn, payload, sqs } = delivery;
  const queue = queueOfArn(region, targetArn);
  const denied = denialOf(delivery, queue);
  if (denied) return denied;
  if (!queue) {
    return noResource('The specified queue does not exist.', 'AWS.SimpleQueueService.NonExistentQueue');
  }
  if (!isFifo(queue)) {
    enqueue(region, queue, { body: payload }, now);
    return undefined;
  }
  const groupId = sqs?.MessageGroupId;
  if (!groupId) {
    return unfit('The request must contain the parameter MessageGroupId.', 'MissingParameter');
  }
  // Neither rules nor schedules can give an id of their own.
  const deduplicationId = deduplicationIdFor(queue, payload);
  if (deduplicationId === undefined) {
    return unfit('The queue should have ContentBasedDeduplication enabled', 'InvalidParameterValue');
  }
  enqueue(region, queue, { body: payload, groupId, deduplicationId }, now);
  return undefined;
}

function denialOf(delivery: Delivery, queue: Queue | undefined): Refusal | undefined {
  if (delivery.roleArn) return refusalToRole(delivery, [{ action: ACTION, resource: delivery.targetArn }]);
  if (!queue) return undefined;
  if (!queueLets(delivery, queue)) return notPermitted(delivery, ACTION);
  return isUnderManagedKey(queue)
    ? notPermitted(delivery, 'kms:GenerateDataKey', 'KMS.AccessDeniedException')
    : undefined;
}

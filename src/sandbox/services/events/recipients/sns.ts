import { policyLets } from '../../../iam/resource-policy.ts';
import { deliver } from '../../sns/delivery.ts';
import { isFifo } from '../../sns/lookup.ts';
import type { Topic } from '../../sns/state.ts';
import { refusalToRole } from '../acting-role.ts';
import type { Delivery, Refusal } from './recipient.ts';
import { noResource, notPermitted, unfit } from './refusals.ts';

const ACTION = 'sns:Publish';
/** The key that AWS looks after, whose policy lets no other service in. */
const MANAGED_KEY = 'alias/aws/sns';

/**
 * Publishes the payload to a topic, in the target's role where it names one, and else if the topic's policy lets the
 * service. What becomes of it behind the topic is not the rule's business.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function publishMessage(delivery: Delivery): Refusal | undefined {
  const { region, now, targetArn, payload } = delivery;
  const topic = region.sns.topics.get(targetArn);
  const denied = denialOf(delivery, topic);
  if (denied) return denied;
  if (!topic) return noResource('Topic does not exist', 'NotFound');
  if (isFifo(topic)) {
    const message = 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics';
    return unfit(message, 'InvalidParameter');
  }
  deliver(region, topic, { texts: { default: payload } }, now);
  return undefined;
}

function denialOf(delivery: Delivery, topic: Topic | undefined): Refusal | undefined {
  const { region, principal: service, sourceArn, targetArn } = delivery;
  if (delivery.roleArn) return refusalToRole(delivery, [{ action: ACTION, resource: targetArn }]);
  if (!topic) return undefined;
  const { accountId } = region;
  const request = { service, action: ACTION, resource: targetArn, accountId, sourceArn };
  if (!policyLets(topic.attributes.get('Policy'), request)) {
    return notPermitted(delivery, ACTION, 'AuthorizationError');
  }
  const isUnderManagedKey = topic.attributes.get('KmsMasterKeyId') === MANAGED_KEY;
  return isUnderManagedKey ? notPermitted(delivery, 'kms:GenerateDataKey', 'KMSAccessDenied') : undefined;
}

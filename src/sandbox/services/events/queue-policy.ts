import { policyLets } from '../../iam/resource-policy.ts';
import type { Queue } from '../sqs/state.ts';
import type { Actor } from './acting-role.ts';

/**
 * Whether the queue's policy lets the service send messages on behalf of the rule or schedule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function queueLets({ region, principal: service, sourceArn }: Actor, queue: Queue): boolean {
  const { accountId } = region;
  const request = { service, action: 'sqs:SendMessage', resource: queue.arn, accountId, sourceArn };
  return policyLets(queue.attributes.get('Policy'), request);
}

import { evaluateResourcePolicy } from '../../iam/resource-policy.ts';
import { sourceContext } from '../../iam/resource-statements.ts';
import type { Queue } from '../sqs/state.ts';
import type { Actor } from './acting-role.ts';

/**
 * Whether the queue's policy lets the service send messages on behalf of the rule or schedule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function policyLets({ region, principal, sourceArn }: Actor, queue: Queue): boolean {
  const context = sourceContext(region.accountId, sourceArn);
  const request = { action: 'sqs:SendMessage', resource: queue.arn, context };
  return (
    evaluateResourcePolicy(queue.attributes.get('Policy'), { service: principal }, request) === 'allowed'
  );
}

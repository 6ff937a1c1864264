import { type NamedStatement, withStatement } from '../../iam-policy/statement-by-sid.ts';
import type { Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { policyChanges } from '../policy-changes.ts';
import { policyFor, type RuleName, statementId } from './rule-statement.ts';

/** A queue into which EventBridge is to be let. */
interface OpenedQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** JSON. */
  readonly policy?: string;
}

/**
 * The step that lets EventBridge send to the queue for this rule, and for no other, beside what the queue's policy says
 * already; none where it says that.
 * @throws what {@link policyFor} throws.
 */
export function admitToQueue(
  { name, arn, url, policy: before }: OpenedQueue,
  rule: RuleName,
  { id, reason }: Pick<Step, 'id' | 'reason'>,
): Step[] {
  const merged = withStatement(policyFor(rule, before, `queue ${name}`), sendStatement(rule, arn));
  if (!merged) return [];
  const policy = JSON.stringify(merged);
  const put = (text: string) =>
    eventsCall('sqs', 'SetQueueAttributes', { QueueUrl: url, Attributes: { Policy: text } });
  return [
    {
      id,
      action: before === undefined ? 'create' : 'update',
      resource: { type: 'queue policy', id: name, arn },
      reason,
      changes: policyChanges(before, policy),
      after: [],
      call: put(policy),
      // An empty policy is how SQS is told to have none.
      undo: put(before ?? ''),
    },
  ];
}

/** Lets EventBridge send to the queue on behalf of one rule. */
export function sendStatement(rule: RuleName, queueArn: string): NamedStatement {
  return {
    Sid: statementId(rule.name),
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': rule.arn } },
  };
}

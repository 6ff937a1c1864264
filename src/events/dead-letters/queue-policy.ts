import { Failure } from '../../failure.ts';
import { type PolicyDocument, readPolicy } from '../../iam-policy/document.ts';
import type { NamedStatement } from '../../iam-policy/statement-by-sid.ts';

/** The statement of ecsctl's in the policy of a queue, by the name of what sends there. SQS takes no dots in it. */
export function statementId(name: string): string {
  return `ecsctl-${name.replaceAll('.', '-')}`;
}

/** Lets EventBridge send to the queue on behalf of one rule. */
export function sendStatement(name: string, queueArn: string, ruleArn: string): NamedStatement {
  return {
    Sid: statementId(name),
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
}

/**
 * The policy of a queue; undefined where it has none.
 * @throws Failure `refused` for a policy that cannot be read, and so must not be replaced.
 */
export function queuePolicy(text: string | undefined, queue: string): PolicyDocument | undefined {
  if (text === undefined) return undefined;
  const policy = readPolicy(text);
  if (policy) return policy;
  throw new Failure('refused', `the policy of queue ${queue} cannot be read`, {
    hint: 'put it right first, or name another queue with --dlq',
  });
}

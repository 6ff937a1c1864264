import { Failure } from '../../failure.ts';
import { type PolicyDocument, readPolicy, type Statement } from '../../iam-policy/document.ts';
import { isSame } from '../same.ts';

/** The statement of ecsctl's in the policy of a queue, by the name of what sends there. SQS takes no dots in it. */
export function statementId(name: string): string {
  return `ecsctl-${name.replaceAll('.', '-')}`;
}

/** Lets EventBridge send to the queue on behalf of one rule. */
export function sendStatement(name: string, queueArn: string, ruleArn: string): Statement {
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
 * The policy with the statement in the place of the one of its Sid, all others as they are; undefined where it has it
 * just so already.
 * @param text the policy that there is.
 * @throws Failure `refused` for a policy that cannot be read, and so must not be replaced.
 */
export function withStatement(
  text: string | undefined,
  statement: Statement,
  queue: string,
): PolicyDocument | undefined {
  const policy = policyIn(text, queue);
  const { Statement: statements } = policy;
  const existing = statements.find(({ Sid }) => Sid === statement.Sid);
  if (existing && isSame(existing, statement)) return undefined;
  const merged = existing
    ? statements.map((one) => (one === existing ? statement : one))
    : [...statements, statement];
  return { ...policy, Statement: merged };
}

function policyIn(text: string | undefined, queue: string): PolicyDocument {
  if (text === undefined) return { Version: '2012-10-17', Statement: [] };
  const policy = readPolicy(text);
  if (policy) return policy;
  throw new Failure('refused', `the policy of queue ${queue} cannot be read`, {
    hint: 'put it right first, or name another queue with --dlq',
  });
}

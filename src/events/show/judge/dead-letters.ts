import { parseArn } from '../../../aws/arn.ts';
import { readPolicy } from '../../../iam-policy/document.ts';
import { evaluate } from '../../../iam-policy/evaluate.ts';
import { isAwsKey } from '../../admission/aws-key.ts';
import type { Trigger } from '../../found/trigger.ts';
import type { FoundTarget } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { principalOf, sourceKeys } from './role.ts';
import { meansService } from './trust.ts';
import { untold } from './untold.ts';

const subject = 'dead letters' as const;

/** Where what cannot be delivered goes: is the queue there, is it let in, does anything lie in it. */
export function judgeDeadLetters(trigger: Trigger, { target, run, deadLetters }: FoundTarget): Check[] {
  if (!deadLetters) {
    const text = 'no queue: what cannot be delivered is gone, and only a metric counts it';
    const next = trigger.isOurs && run ? makeAgain(trigger, target, '--create-dlq') : undefined;
    return [{ subject, light: 'yellow', text, ...(next !== undefined && { next }) }];
  }
  const { queue, arn } = deadLetters;
  const name = parseArn(arn)?.resource ?? arn;
  const again = trigger.isOurs && run ? { next: makeAgain(trigger, target, `--dlq ${arn}`) } : {};
  if ('refused' in queue) return [untold(subject, `whether queue ${name} is there`, queue.refused)];
  if (queue.value === undefined) {
    const next =
      trigger.isOurs && run
        ? makeAgain(trigger, target, '--create-dlq')
        : `aws sqs create-queue --queue-name ${name}`;
    return [{ subject, light: 'red', text: `there is no queue ${name}`, next }];
  }
  const { policy, key, waiting } = queue.value;
  if (isAwsKey(key, 'sqs') && trigger.engine === 'rule') {
    const text = `queue ${name} is encrypted with alias/aws/sqs, which EventBridge may not use`;
    return [{ subject, light: 'red', text, next: 'have SQS encrypt it with a key of its own' }];
  }
  const messages = waiting === 1 ? '1 message lies' : `${waiting} messages lie`;
  return [
    // A schedule sends in its role, whose rights are judged with it.
    trigger.engine === 'schedule'
      ? { subject, light: 'green', text: `queue ${name}` }
      : { subject, ...letIn(trigger, name, arn, policy, again) },
    ...(waiting > 0
      ? [
          {
            subject,
            light: 'yellow' as const,
            text: `${messages} in queue ${name}: something could not be delivered`,
            next: `aws sqs receive-message --queue-url $(aws sqs get-queue-url --queue-name ${name} --query QueueUrl --output text)`,
          },
        ]
      : []),
  ];
}

function letIn(
  trigger: Trigger,
  name: string,
  resource: string,
  policy: string | undefined,
  again: { readonly next?: string },
): Omit<Check, 'subject'> {
  const document = policy === undefined ? { Statement: [] } : readPolicy(policy);
  if (!document) return { light: 'unknown', text: `the policy of queue ${name} cannot be read` };
  const principal = principalOf(trigger);
  const { decision, unknown } = evaluate(document.Statement, {
    ...{ action: 'sqs:SendMessage', resource, isMeant: meansService(principal), keys: sourceKeys(trigger) },
  });
  switch (decision) {
    case 'allowed':
      return { light: 'green', text: `queue ${name}, whose policy lets ${principal} send` };
    case 'denied':
      return { light: 'red', text: `the policy of queue ${name} denies ${principal}` };
    case 'silent':
      return {
        light: 'red',
        text: `the policy of queue ${name} does not let ${principal} send for this rule`,
        ...again,
      };
    case 'unknown': {
      const text = `what the policy of queue ${name} says hangs on ${unknown.join(' and ')}, which is not judged`;
      return { light: 'unknown', text };
    }
  }
}

import { parseArn } from '../../../aws/arn.ts';
import { type PolicyDocument, readPolicy } from '../../../iam-policy/document.ts';
import { evaluate } from '../../../iam-policy/evaluate.ts';
import { isAwsKey } from '../../admission/aws-key.ts';
import { targetWords } from '../../found/target-words.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { FoundRecipient, FoundTarget } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { principalOf, sourceKeys } from './role.ts';
import { meansService } from './trust.ts';
import { untold } from './untold.ts';

const subject = 'target' as const;

const actions: Readonly<Record<FoundRecipient['service'], readonly string[]>> = {
  sns: ['sns:Publish'],
  sqs: ['sqs:SendMessage'],
  lambda: ['lambda:InvokeFunction'],
  logs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
};

/** Who is told: is it there, and does its own policy let EventBridge in. */
export function judgeRecipient(trigger: Trigger, { target, recipient }: FoundTarget): Check[] {
  const words = targetWords(target);
  if (!recipient) {
    const service = parseArn(target.arn)?.service ?? target.arn;
    return [{ subject, light: 'unknown', text: `${words}: what calls of ${service} need is not judged` }];
  }
  const { policies, key } = recipient;
  if ('refused' in policies) return [untold(subject, `whether ${words} is there`, policies.refused)];
  if (policies.value === undefined) return [{ subject, light: 'red', text: `there is no ${words}` }];
  const managed = isAwsKey(key, 'sqs') || isAwsKey(key, 'sns');
  if (managed) {
    const text = `${words} is encrypted with ${key}, which lets EventBridge not in`;
    return [
      {
        subject,
        light: 'red',
        text,
        next: 'encrypt it with a key of your own that lets events.amazonaws.com',
      },
    ];
  }
  const sealed: Check[] =
    key === undefined
      ? []
      : [
          {
            subject,
            light: 'yellow',
            text: `what the policy of its key ${key} says of EventBridge is not judged`,
          },
        ];
  return [
    ...(target.roleArn === undefined
      ? [letIn(trigger, target, recipient, policies.value)]
      : [reached(words)]),
    ...sealed,
  ];
}

function reached(words: string): Check {
  return { subject, light: 'green', text: `${words}, which is called in the role` };
}

function letIn(
  trigger: Trigger,
  target: TriggerTarget,
  { service }: FoundRecipient,
  texts: readonly string[],
): Check {
  const words = targetWords(target);
  const documents = texts.map(readPolicy);
  const next = trigger.isOurs ? makeAgain(trigger, target) : undefined;
  const again = next === undefined ? {} : { next };
  if (documents.includes(undefined)) {
    return { subject, light: 'unknown', text: `the policy of ${words} cannot be read` };
  }
  const statements = documents.flatMap((document: PolicyDocument | undefined) => document?.Statement ?? []);
  const verdicts = actions[service].map((action) => ({
    action,
    ...evaluate(statements, {
      ...{ action, resource: resourceOf(service, target.arn), keys: keysFor(service, trigger) },
      isMeant: (who) =>
        meansService(principalOf(trigger))(who) ||
        (service === 'logs' && meansService('delivery.logs.amazonaws.com')(who)),
    }),
  }));
  const of = (decision: string) => verdicts.filter((one) => one.decision === decision);
  const named = (some: readonly { readonly action: string }[]) =>
    some.map(({ action }) => action).join(' and ');
  const whose = service === 'logs' ? 'no resource policy of CloudWatch Logs' : `the policy of ${words}`;
  if (of('denied').length > 0)
    return { subject, light: 'red', text: `a policy denies EventBridge ${named(of('denied'))} on ${words}` };
  if (of('silent').length > 0) {
    const lets = service === 'logs' ? 'lets' : 'does not let';
    return { subject, light: 'red', text: `${whose} ${lets} EventBridge ${named(of('silent'))}`, ...again };
  }
  if (of('unknown').length > 0) {
    const keys = [...new Set(of('unknown').flatMap(({ unknown }) => unknown))].join(' and ');
    const text = `what the policy of ${words} says of EventBridge hangs on ${keys}, which is not judged`;
    return { subject, light: 'unknown', text };
  }
  return { subject, light: 'green', text: `${words}, whose policy lets EventBridge in` };
}

/** EventBridge tells SNS nothing of the rule, so that a condition on it cannot be judged. */
function keysFor(service: FoundRecipient['service'], trigger: Trigger): Readonly<Record<string, string>> {
  return service === 'sns' ? {} : sourceKeys(trigger);
}

function resourceOf(service: FoundRecipient['service'], arn: string): string {
  return service === 'logs' ? `${arn.replace(/:\*$/, '')}:log-stream:events` : arn;
}

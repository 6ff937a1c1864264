import type { Context } from '../../../iam/condition.ts';
import { evaluateResourcePolicy } from '../../../iam/resource-policy.ts';
import { sourceContext } from '../../../iam/resource-statements.ts';
import { groupName } from '../../logs/lookup.ts';
import { append } from '../../logs/put-events.ts';
import { newStream } from '../../logs/streams.ts';
import { logEventIn } from './log-event.ts';
import type { Delivery, Refusal } from './recipient.ts';
import { noResource, notPermitted, unfit } from './refusals.ts';

/** Either of them may be the one that the account's policies let in. */
const WRITERS = ['events.amazonaws.com', 'delivery.logs.amazonaws.com'];

/**
 * Writes the payload into a log group, each into a stream of its own, if the account's resource policies let EventBridge
 * make the stream and put events into it; roles are not used for log groups. AWS's own example puts the condition on the
 * rule's ARN to PutLogEvents alone, and here the call for the stream tells no source.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function writeLog(delivery: Delivery): Refusal | undefined {
  const { region, now, sourceArn, targetArn, payload } = delivery;
  const group = region.logs.groups.get(groupName(targetArn));
  if (group?.arn !== targetArn.replace(/:\*$/, '')) {
    return noResource('The specified log group does not exist.', 'ResourceNotFoundException');
  }
  const stream = newStream(group, region.ids.uuid(), now.getTime());
  const ofRule = sourceContext(region.accountId, sourceArn);
  const { 'aws:SourceArn': _rule, ...ofAccount } = ofRule;
  if (!areLet(delivery, 'logs:CreateLogStream', stream.arn, ofAccount)) {
    return notPermitted(delivery, 'logs:CreateLogStream');
  }
  if (!areLet(delivery, 'logs:PutLogEvents', stream.arn, ofRule)) {
    return notPermitted(delivery, 'logs:PutLogEvents');
  }
  const event = logEventIn(payload, now);
  if (!event)
    return unfit(`A log group takes {"timestamp": …, "message": …}, not ${payload}`, 'ValidationException');
  group.streams.set(stream.name, stream);
  append(region, group, stream, [event], now);
  return undefined;
}

/** Whether one of the account's policies allows that, and none forbids it. */
function areLet({ region }: Delivery, action: string, resource: string, context: Context): boolean {
  const decisions = [...region.logs.resourcePolicies.values()].flatMap(({ policyDocument }) =>
    WRITERS.map((service) =>
      evaluateResourcePolicy(policyDocument, { service }, { action, resource, context }),
    ),
  );
  return decisions.includes('allowed') && !decisions.includes('explicitDeny');
}

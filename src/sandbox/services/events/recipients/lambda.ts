import { invoke } from '../../lambda/invocation.ts';
import { functionOfArn } from '../../lambda/lookup.ts';
import { mayInvoke } from '../../lambda/permissions.ts';
import { refusalToRole } from '../acting-role.ts';
import type { Delivery, Refusal } from './recipient.ts';
import { noResource, notPermitted } from './refusals.ts';

const ACTION = 'lambda:InvokeFunction';

/**
 * Invokes a function with the payload, without waiting for it: in the target's role where it names one, and else if the
 * function's policy lets the service. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function invokeFunction(delivery: Delivery): Refusal | undefined {
  const { region, now, principal, sourceArn, targetArn, payload, roleArn } = delivery;
  const invoked = functionOfArn(region, targetArn);
  const denied = roleArn ? refusalToRole(delivery, [{ action: ACTION, resource: targetArn }]) : undefined;
  if (denied) return denied;
  if (!invoked) return noResource(`Function not found: ${targetArn}`, 'ResourceNotFoundException');
  if (!roleArn && !mayInvoke(region, invoked, principal, sourceArn)) return notPermitted(delivery, ACTION);
  invoke(region, invoked, payload, now);
  return undefined;
}

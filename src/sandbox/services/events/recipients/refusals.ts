import type { Delivery, Refusal } from './recipient.ts';

/** The target is not there. */
export function noResource(message: string, error: string): Refusal {
  return { code: 'NO_RESOURCE', message, isFinal: true, error };
}

/** The target's API would not take what it is given. */
export function unfit(message: string, error: string): Refusal {
  return { code: 'INVALID_PARAMETER', message, isFinal: true, error };
}

/** The target's policy does not let the service do what it would have to. */
export function notPermitted(
  { principal, targetArn }: Delivery,
  action: string,
  error = 'AccessDeniedException',
): Refusal {
  const why = `because no resource-based policy allows the ${action} action`;
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${targetArn} ${why}`;
  return { code: 'NO_PERMISSIONS', message, isFinal: true, error };
}

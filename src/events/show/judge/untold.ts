import type { Check, HopName } from '../value.ts';

/** What the caller was not allowed to look at, so that nothing can be said of it. */
export function untold(subject: HopName, what: string, action: string): Check {
  return {
    ...{ subject, light: 'unknown', text: `${what} is not known: the caller may not ${action}` },
    next: `run this as somebody who may: ${action}`,
  };
}

/**
 * Whether a role's trust policy lets a service of AWS assume it. Conditions are left out of account, and what cannot
 * be read lets nobody.
 * @param document the policy as JSON, percent-encoded as IAM gives it (RFC 3986).
 * @param service such as `ecs.amazonaws.com`.
 */
export function mayAssume(document: string, service: string): boolean {
  const about = statementsIn(document).filter(
    (one) => covers(one.Action, 'sts:AssumeRole') && isFor(one.Principal, service),
  );
  return (
    about.some(({ Effect }) => Effect === 'Allow') &&
    !about.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined)
  );
}

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

function statementsIn(document: string): Statement[] {
  try {
    const policy: unknown = JSON.parse(decodeURIComponent(document));
    return isRecord(policy) ? [policy.Statement].flat().filter(isRecord) : [];
  } catch {
    return [];
  }
}

function covers(actions: unknown, action: string): boolean {
  return [actions].flat().some((one) => {
    return typeof one === 'string' && ['*', 'sts:*', action.toLowerCase()].includes(one.toLowerCase());
  });
}

function isFor(principal: unknown, service: string): boolean {
  if (principal === '*') return true;
  if (!isRecord(principal)) return false;
  return [principal.Service].flat().some((one) => one === service || one === '*');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

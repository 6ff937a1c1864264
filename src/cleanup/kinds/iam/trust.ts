/** A policy document as it was written; IAM gives it percent-encoded (RFC 3986). */
export function documentIn(encoded = ''): string {
  return decodeURIComponent(encoded);
}

/**
 * Everyone whom a trust policy lets assume its role: `ecs-tasks.amazonaws.com`, an account, a provider, `*`. Conditions
 * are left out of account, and one who is denied counts, too. A policy that is none trusts `*`: nothing is known of it.
 */
export function principalsOf(document: string): string[] {
  const statements = statementsIn(document);
  if (!statements) return ['*'];
  const named = statements.flatMap(({ Principal }) =>
    isRecord(Principal) ? Object.values(Principal).flat() : [Principal ?? '*'],
  );
  return [...new Set(named.map(String))];
}

interface Statement {
  readonly Principal?: unknown;
}

function statementsIn(document: string): Statement[] | undefined {
  try {
    const policy: unknown = JSON.parse(document);
    return isRecord(policy) ? [policy.Statement].flat().filter(isRecord) : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

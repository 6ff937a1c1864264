import type { Context } from './condition.ts';
import type { Statement } from './policy.ts';

type Principals = '*' | Readonly<Record<string, string | readonly string[]>>;

/** A statement of a policy that stands at a resource, and so says whom it speaks of. */
export type ResourceStatement = Statement & {
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
};

/** The statements of a policy's text; none of one that cannot be read. */
export function statementsOf(text: string | undefined): ResourceStatement[] {
  if (!text) return [];
  try {
    const { Statement } = JSON.parse(text) as { Statement?: ResourceStatement | ResourceStatement[] };
    return [Statement ?? []].flat();
  } catch {
    return [];
  }
}

/** Whether the text is a policy that could stand at a resource: each of its statements says whom it speaks of. */
export function isResourcePolicy(text: string): boolean {
  const statements = statementsOf(text);
  return (
    statements.length > 0 &&
    statements.every(({ Effect, Principal, NotPrincipal }) => {
      return (Effect === 'Allow' || Effect === 'Deny') && (Principal ?? NotPrincipal) !== undefined;
    })
  );
}

/** What a resource's policy can ask about whom an AWS service acts for: the ARN of a rule, a topic or a bucket. */
export function sourceContext(accountId: string, sourceArn: string): Context {
  return {
    'aws:SourceArn': sourceArn,
    'aws:SourceAccount': accountId,
    'aws:PrincipalIsAWSService': 'true',
    'aws:SecureTransport': 'true',
  };
}

import type { Context } from './condition.ts';
import type { Statement } from './policy.ts';
import { statementsIn } from './policy-text.ts';
import { isResourceStatement } from './statement-shape.ts';

type Principals = '*' | Readonly<Record<string, string | readonly string[]>>;

/** A statement of a policy that stands at a resource, and so says whom it speaks of. */
export type ResourceStatement = Statement & {
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
};

/** The statements of a policy's text; none of one that cannot be read. */
export function statementsOf(text = ''): ResourceStatement[] {
  return (statementsIn(text) ?? []).filter(isResourceStatement);
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

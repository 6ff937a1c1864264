import { Failure } from '../../failure.ts';
import { listOf, type PolicyDocument, readPolicy, type Statement } from '../../iam-policy/document.ts';
import { statementBySid } from '../../iam-policy/statement-by-sid.ts';

/** The rule on whose behalf EventBridge is let in. */
export interface RuleName {
  readonly name: string;
  readonly arn: string;
}

/** The statement of ecsctl's in a policy, by the name of the rule. SQS takes no dots in it. */
export function statementId(name: string): string {
  return `ecsctl-${name.replaceAll('.', '-')}`;
}

/**
 * The policy of a resource into which the rule's statement is to come; undefined where there is none.
 * @throws Failure `refused` where there is a text that is no policy, since what cannot be read cannot be merged, and where
 * the statement of the rule's Sid is for another rule.
 */
export function policyFor(
  { name, arn }: RuleName,
  text: string | undefined,
  whose: string,
): PolicyDocument | undefined {
  if (text === undefined || text === '') return undefined;
  const policy = readPolicy(text);
  if (!policy)
    throw new Failure(
      'refused',
      `the policy of ${whose} cannot be read, so that nothing can be added to it`,
      {
        hint: 'put it right first, or name another',
      },
    );
  const sid = statementId(name);
  const existing = statementBySid(policy, sid);
  if (!existing || !isForAnother(existing, arn)) return policy;
  throw new Failure('refused', `there is a statement ${sid} already, and it is for ${sourceOf(existing)}`, {
    hint: 'choose another name',
  });
}

/** Whether a statement with the rule's Sid is for another rule: names that differ in a dot alone have the same Sid. */
export function isForAnother(statement: Statement, ruleArn: string): boolean {
  const source = sourceOf(statement) ?? '';
  return source.includes(':rule/') && source !== ruleArn;
}

/** The ARN on whose behalf a service must act for the statement to hold. */
export function sourceOf({ Condition = {} }: Statement): string | undefined {
  const keys = Object.values(Condition).flatMap((conditions) => Object.entries(conditions));
  return listOf(keys.find(([key]) => key.toLowerCase() === 'aws:sourcearn')?.[1])[0];
}

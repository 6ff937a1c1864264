import { nameOf } from '../../aws/arn.ts';
import { listOf, readPolicy, type Statement } from '../../iam-policy/document.ts';
import { isForAnother, sourceOf, statementId } from '../admission/rule-statement.ts';
import { placeOf, ruleArn } from '../place.ts';

/**
 * Whom the policy of a queue lets in beside the rule that it was made for: `rule reports`, `statement Console`; undefined
 * for a policy that cannot be read.
 */
export function otherSenders(policy: string, queueArn: string, name: string): string[] | undefined {
  const document = readPolicy(policy);
  if (!document) return undefined;
  const own = ruleArn(placeOf(queueArn), name);
  return document.Statement.filter(
    (statement) =>
      statement.Effect === 'Allow' && (statement.Sid !== statementId(name) || isForAnother(statement, own)),
  ).map(senderWords);
}

function senderWords(statement: Statement): string {
  const source = sourceOf(statement);
  if (source?.includes(':rule/')) return `rule ${nameOf(source)}`;
  if (source !== undefined) return source;
  if (statement.Sid) return `statement ${statement.Sid}`;
  const { Principal = '*' } = statement;
  return typeof Principal === 'string' ? Principal : Object.values(Principal).flatMap(listOf).join(', ');
}

import { AwsError } from '../service.ts';
import {
  isIdentityStatement,
  isResourceStatement,
  isTrustStatement,
  unknownOperator,
} from './statement-shape.ts';

const shapes = { identity: isIdentityStatement, resource: isResourceStatement, trust: isTrustStatement };

/**
 * Whether the text is a policy of that kind: what a role may do, who may do what to a resource, or who may act in a role. A
 * resource's policy has a statement at least. Throws NotInSandbox for a condition operator that the sandbox cannot evaluate,
 * since guessing at it would allow or deny wrongly.
 */
export function isPolicy(text: string, kind: keyof typeof shapes): boolean {
  const statements = statementsIn(text);
  if (!statements || (kind === 'resource' && statements.length === 0)) return false;
  const shaped = statements.filter(shapes[kind]);
  if (shaped.length < statements.length) return false;
  const unknown = shaped.map(unknownOperator).find((operator) => operator !== undefined);
  if (unknown === undefined) return true;
  throw new AwsError('NotInSandbox', `the condition operator ${unknown} is not in the sandbox`, 501);
}

/** What stands under `Statement` in the text, whatever it is; undefined where the text is no JSON object that has one. */
export function statementsIn(text: string): unknown[] | undefined {
  try {
    const document: unknown = JSON.parse(text);
    const isObject = typeof document === 'object' && document !== null;
    return isObject && 'Statement' in document ? [document.Statement].flat() : undefined;
  } catch {
    return undefined;
  }
}

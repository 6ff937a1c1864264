import { usage } from '../../failure.ts';
import type { Conditions } from './condition.ts';
import { isIdentityStatement, unknownOperator } from './statement-shape.ts';

type OneOrMore = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

/** An identity-based policy document, in IAM's own JSON. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: Statement | readonly Statement[];
}

const form =
  'give the JSON of an IAM policy document, such as {"Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}';

/**
 * The policy document in a JSON text. Throws a usage failure for what is no such document, and for condition
 * operators that the sandbox cannot evaluate, since guessing at them would allow or deny wrongly.
 */
export function parsePolicy(text: string): PolicyDocument {
  const document = parseJson(text);
  if (!hasStatement(document)) {
    throw usage('the policy document has no Statement', form);
  }
  for (const statement of [document.Statement].flat()) checkStatement(statement);
  return document;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usage(`the policy document is not JSON: ${error instanceof Error ? error.message : error}`, form);
  }
}

function checkStatement(statement: unknown): void {
  if (!isObject(statement)) throw usage('a Statement of the policy document is not an object', form);
  const { Effect } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw usage(`Effect '${String(Effect)}' in the policy document is neither Allow nor Deny`, form);
  }
  for (const [either, or] of [
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
  ] as const) {
    if (either in statement === or in statement) {
      throw usage(`a Statement of the policy document needs one of ${either} and ${or}`, form);
    }
  }
  if (!isIdentityStatement(statement)) {
    throw usage('a Statement of the policy document is not of the form that IAM takes', form);
  }
  const unknown = unknownOperator(statement);
  if (unknown === undefined) return;
  throw usage(`the sandbox cannot evaluate the condition operator '${unknown}'`, 'leave that condition out');
}

function hasStatement(value: unknown): value is PolicyDocument {
  return isObject(value) && value.Statement !== undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { isKnownOperator } from './condition.ts';
import type { Statement } from './policy.ts';
import type { ResourceStatement } from './resource-statements.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Whether the value is a statement of a policy that says what a role may do: it names an effect, actions and resources, and
 * nobody whom it speaks of. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function isIdentityStatement(value: unknown): value is Statement {
  if (!isStatement(value) || value.Principal !== undefined || value.NotPrincipal !== undefined) return false;
  return hasOneOf(value, 'Resource', 'NotResource', isTexts);
}

/** Whether the value is a statement of a policy that stands at a resource: it says whom it speaks of. */
export function isResourceStatement(value: unknown): value is ResourceStatement {
  if (!isStatement(value) || !hasOneOf(value, 'Principal', 'NotPrincipal', isPrincipal)) return false;
  return speaksOfNoResource(value) || hasOneOf(value, 'Resource', 'NotResource', isTexts);
}

/** Whether the value is a statement about who may act in a role, which cannot name a resource. */
export function isTrustStatement(value: unknown): value is ResourceStatement {
  return isResourceStatement(value) && speaksOfNoResource(value);
}

/** The first condition operator of the statement that the sandbox cannot evaluate. */
export function unknownOperator({ Condition = {} }: Statement): string | undefined {
  return Object.keys(Condition).find((operator) => !isKnownOperator(operator));
}

function isStatement(value: unknown): value is Members {
  if (!isObject(value) || !hasOneOf(value, 'Action', 'NotAction', isTexts)) return false;
  const { Effect, Condition = {} } = value;
  return (Effect === 'Allow' || Effect === 'Deny') && isCondition(Condition);
}

function speaksOfNoResource({ Resource, NotResource }: Members | Statement): boolean {
  return Resource === undefined && NotResource === undefined;
}

function hasOneOf(of: Members, one: string, other: string, fits: (value: unknown) => boolean): boolean {
  return (of[one] === undefined) !== (of[other] === undefined) && fits(of[one] ?? of[other]);
}

function isPrincipal(value: unknown): boolean {
  return value === '*' || (isObject(value) && Object.values(value).every(isTexts));
}

function isCondition(value: unknown): boolean {
  const isBlock = (keys: unknown) => isObject(keys) && Object.values(keys).every(isScalars);
  return isObject(value) && Object.values(value).every(isBlock);
}

function isTexts(value: unknown): boolean {
  return [value].flat().every((one) => typeof one === 'string');
}

function isScalars(value: unknown): boolean {
  return [value].flat().every((one) => ['string', 'number', 'boolean'].includes(typeof one));
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

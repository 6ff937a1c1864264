import { type Failure, usage } from '../../failure.ts';
import { checkRule } from './check-rule.ts';
import type { LifecyclePolicy, LifecycleRule } from './policy.ts';

const mostRules = 50;
const mostCharacters = 30_720;

/**
 * Reads a lifecycle policy, and holds that ECR will take it.
 * @param name what it is called in a message.
 * @throws Failure `usage` naming the rule and the field that is wrong.
 */
export function parsePolicy(text: string, name: string): LifecyclePolicy {
  const document = objectOf(text, name);
  const stray = Object.keys(document).find((key) => key !== 'rules');
  if (stray !== undefined)
    throw flaw(name, `"${stray}" is no field of a policy`, 'a policy has "rules" alone');
  const { rules } = document;
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > mostRules) {
    throw flaw(name, `"rules" is not a list of 1 to ${mostRules} rules`, form);
  }
  const checked = rules.map((rule: unknown, index) =>
    checkRule(rule, (field, wrong) => flaw(name, `rule ${index + 1}, ${field}: ${wrong}`, form)),
  );
  checkTogether(checked, name);
  if (JSON.stringify(document).length > mostCharacters) {
    throw flaw(
      name,
      `it has more than ${mostCharacters.toLocaleString('en')} characters`,
      'leave descriptions out',
    );
  }
  return { rules: checked };
}

const form = 'see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html';

/** What no rule shows by itself. */
function checkTogether(rules: readonly LifecycleRule[], name: string): void {
  for (const [index, rule] of rules.entries()) {
    const { rulePriority, selection } = rule;
    const twin = rules.findIndex((other) => other.rulePriority === rulePriority);
    if (twin < index) {
      throw flaw(
        name,
        `rule ${index + 1}, rulePriority: ${rulePriority} is that of rule ${twin + 1}, too`,
        'give each its own',
      );
    }
    const same = rules.filter((other) => classOf(other) === classOf(rule));
    if (selection.tagStatus === 'untagged' && same.some((other) => isUntagged(other) && other !== rule)) {
      throw flaw(
        name,
        `rule ${index + 1}, selection.tagStatus: two rules are about untagged images`,
        'put them into one',
      );
    }
    const highest = Math.max(...same.map((other) => other.rulePriority));
    if (selection.tagStatus === 'any' && rulePriority < highest) {
      throw flaw(
        name,
        `rule ${index + 1}, rulePriority: a rule about any image has to come last, and ${highest} is higher`,
        'give it the highest number',
      );
    }
  }
}

function classOf({ selection }: LifecycleRule): string {
  return selection.storageClass ?? 'standard';
}

function isUntagged({ selection }: LifecycleRule): boolean {
  return selection.tagStatus === 'untagged';
}

function objectOf(text: string, name: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw flaw(name, `it is no JSON: ${(error as Error).message}`, form);
  }
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return { ...document };
  throw flaw(name, 'it is no JSON object', 'a policy is written like {"rules": […]}');
}

function flaw(name: string, wrong: string, hint: string): Failure {
  return usage(`${name}: ${wrong}`, hint);
}

import { invalid } from '../stack-store.ts';
import { asText } from './parse.ts';
import { isMembers, type Value } from './template.ts';

/** What conditions are made of: one another, and values that are compared as text. */
interface Terms {
  readonly conditions: Readonly<Record<string, Value>>;
  textOf(value: Value): string;
}

/** Whether a condition holds: one that is named, or Fn::Equals, Fn::And, Fn::Or and Fn::Not of others. */
export function holds(condition: Value, terms: Terms): boolean {
  const [name = '', argument = null] = isMembers(condition) ? (Object.entries(condition)[0] ?? []) : [];
  const parts = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return holds(definition(asText(argument), terms), terms);
    case 'Fn::Equals':
      return terms.textOf(parts[0] ?? '') === terms.textOf(parts[1] ?? '');
    case 'Fn::And':
      return parts.every((part) => holds(part, terms));
    case 'Fn::Or':
      return parts.some((part) => holds(part, terms));
    case 'Fn::Not':
      return !parts.some((part) => holds(part, terms));
    default:
      throw invalid(
        'Template format error: Conditions can only be boolean operations on parameters and other conditions',
      );
  }
}

function definition(name: string, { conditions }: Terms): Value {
  const found = conditions[name];
  if (found !== undefined) return found;
  throw invalid(
    `Template format error: Unresolved condition dependency ${name} in the Resources block of the template`,
  );
}

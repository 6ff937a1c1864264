import type { Points } from '../query.ts';
import { functions } from './functions.ts';
import type { Expression } from './syntax.ts';
import { each, isMany, type Scope, type Value } from './value.ts';

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '&&': (left, right) => Number(left !== 0 && right !== 0),
  '||': (left, right) => Number(left !== 0 || right !== 0),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};

/**
 * The value of an expression in the scope of a request. Throws SyntaxError for names and functions that are
 * not known.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'text':
      throw new SyntaxError(`the text '${expression.value}' has no place here`);
    case 'name':
      return known(scope.value(expression.name), expression.name);
    case 'negation':
      return each(evaluate(expression.of, scope), (value) => -value);
    case 'operation': {
      const operator = operators[expression.operator] ?? (() => Number.NaN);
      return combine(evaluate(expression.left, scope), evaluate(expression.right, scope), operator);
    }
    case 'call': {
      const apply = functions[expression.name];
      if (!apply) throw new SyntaxError(`the function ${expression.name} is not supported`);
      return apply(expression.parameters, { ...scope, evaluate: (parameter) => evaluate(parameter, scope) });
    }
  }
}

/**
 * Combines two values point by point. A point that either side lacks, or whose outcome is no number (a quotient by
 * zero), is left out, as CloudWatch does.
 */
function combine(left: Value, right: Value, how: (left: number, right: number) => number): Value {
  if (typeof right === 'number') return each(left, (value) => how(value, right));
  if (typeof left === 'number') return each(right, (value) => how(left, value));
  if (isMany(left)) return left.flatMap((points) => combine(points, right, how) as Points);
  if (isMany(right)) return right.flatMap((points) => combine(left, points, how) as Points);
  const combined: Points = new Map();
  for (const [time, value] of left) {
    const other = right.get(time);
    const outcome = other === undefined ? Number.NaN : how(value, other);
    if (Number.isFinite(outcome)) combined.set(time, outcome);
  }
  return combined;
}

function known(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new SyntaxError(`there is no query with the id ${name}`);
  return value;
}

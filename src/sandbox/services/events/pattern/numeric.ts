import { isList, type Json } from './json.ts';
import { type Accepts, invalidPattern } from './pattern.ts';

/** EventBridge compares numbers from -5e9 to 5e9, both included. */
const FARTHEST = 5e9;

interface Range {
  readonly bottom: number;
  readonly top: number;
  readonly hasBottom: boolean;
  readonly hasTop: boolean;
}

/**
 * `["=", n]`, `["<", n]`, `["<=", n]`, `[">", n]`, `[">=", n]`, or a range of the latter two with one of the former
 * two. Accepts JSON numbers alone: a string of digits is none. Throws InvalidEventPatternException.
 */
export function parseNumeric(operand: Json): Accepts {
  if (!isList(operand)) throw invalidPattern('Value of numeric must be an array.');
  const { bottom, top, hasBottom, hasTop } = parseRange(operand);
  return (value) =>
    typeof value === 'number' &&
    (hasBottom ? value >= bottom : value > bottom) &&
    (hasTop ? value <= top : value < top);
}

function parseRange([operator, value, ...more]: readonly Json[]): Range {
  if (typeof operator !== 'string')
    throw invalidPattern(`Invalid member in numeric match: ${shown(operator)}`);
  switch (operator) {
    case '=': {
      const only = numberOf(value, 'equals');
      return alone({ bottom: only, top: only, hasBottom: true, hasTop: true }, more);
    }
    case '<':
    case '<=': {
      const top = numberOf(value, operator);
      return alone({ bottom: -FARTHEST, top, hasBottom: true, hasTop: operator === '<=' }, more);
    }
    case '>':
    case '>=':
      return upwards({ bottom: numberOf(value, operator), hasBottom: operator === '>=' }, more);
    default:
      throw invalidPattern(`Unrecognized numeric range operator: ${operator}`);
  }
}

function upwards(from: Pick<Range, 'bottom' | 'hasBottom'>, rest: readonly Json[]): Range {
  if (rest.length === 0) return { ...from, top: FARTHEST, hasTop: true };
  const [operator, value, ...more] = rest;
  if (typeof operator !== 'string') throw invalidPattern(`Bad value in numeric range: ${shown(operator)}`);
  if (operator !== '<' && operator !== '<=') throw invalidPattern(`Bad numeric range operator: ${operator}`);
  const top = numberOf(value, operator);
  if (more.length > 0) throw invalidPattern('Too many terms in numeric range expression');
  if (from.bottom >= top) throw invalidPattern('Bottom must be less than top');
  return { ...from, top, hasTop: operator === '<=' };
}

function alone(range: Range, more: readonly Json[]): Range {
  if (more.length > 0) throw invalidPattern('Too many elements in numeric expression');
  return range;
}

function numberOf(value: Json | undefined, operator: string): number {
  if (typeof value !== 'number') throw invalidPattern(`Value of ${operator} must be numeric`);
  if (Math.abs(value) > FARTHEST) throw invalidPattern('Value must be between -5.0E9 and 5.0E9, inclusive');
  return value;
}

function shown(value: Json | undefined): string {
  return value === undefined ? ']' : JSON.stringify(value);
}

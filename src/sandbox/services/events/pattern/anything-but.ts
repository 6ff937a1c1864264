import { isList, isObject, type Json, type JsonObject } from './json.ts';
import { type Accepts, invalidPattern } from './pattern.ts';
import { parseWildcard } from './wildcard.ts';

type Parse = (wanted: Json) => Accepts;

const NOT_A_VALUE = 'Value of anything-but must be an array or single string/number value.';

/** Everything that anything-but can be turned upon beside plain values; each takes one text or a list of them. */
const OPERATORS = new Map<string, Parse>([
  ['prefix', (start) => affix(start, (value, text) => value.startsWith(text))],
  ['suffix', (end) => affix(end, (value, text) => value.endsWith(text))],
  ['wildcard', wildcard],
  ['equals-ignore-case', ignoringCase],
]);

/**
 * Accepts whatever is there and is none of the values, or matches none of the inner matches: numbers, booleans and
 * null included. A list holds strings alone or numbers alone. Throws InvalidEventPatternException.
 */
export function parseAnythingBut(operand: Json): Accepts {
  return isObject(operand) ? butExpression(operand) : butValues(operand);
}

function butValues(operand: Json): Accepts {
  if (isList(operand)) checkValues(operand);
  else if (typeof operand !== 'string' && typeof operand !== 'number') throw invalidPattern(NOT_A_VALUE);
  const values = new Set(isList(operand) ? operand : [operand]);
  return (value) => !values.has(value);
}

function checkValues(values: readonly Json[]): void {
  const kinds = new Set(values.map((value) => typeof value));
  if ([...kinds].some((kind) => kind !== 'string' && kind !== 'number')) {
    throw invalidPattern('Inside anything but list, start|null|boolean is not supported.');
  }
  if (kinds.size === 1) return;
  throw invalidPattern(
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  );
}

function butExpression(expression: JsonObject): Accepts {
  const [first, ...more] = Object.entries(expression);
  if (!first) throw invalidPattern('Anything-But expression name not found');
  const [name, operand] = first;
  const parseOne = OPERATORS.get(name);
  if (!parseOne) throw invalidPattern(`Unsupported anything-but pattern: ${name}`);
  if (isObject(operand) || operand === null || typeof operand === 'boolean')
    throw invalidPattern(NOT_A_VALUE);
  const refused = (isList(operand) ? operand : [operand]).map(parseOne);
  if (more.length > 0) throw invalidPattern('Too many elements in numeric expression');
  return (value) => !refused.some((matches) => matches(value));
}

function affix(wanted: Json, compares: (value: string, wanted: string) => boolean): Accepts {
  if (typeof wanted !== 'string') throw invalidPattern('prefix/suffix match pattern must be a string');
  if (wanted === '') throw invalidPattern('Null prefix/suffix not allowed');
  return (value) => typeof value === 'string' && compares(value, wanted);
}

function wildcard(wanted: Json): Accepts {
  if (typeof wanted !== 'string') throw invalidPattern('wildcard match pattern must be a string');
  return parseWildcard(wanted);
}

function ignoringCase(wanted: Json): Accepts {
  if (typeof wanted !== 'string') {
    throw invalidPattern(
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    );
  }
  const lower = wanted.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === lower;
}

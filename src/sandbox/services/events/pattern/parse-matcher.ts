import { parseAnythingBut } from './anything-but.ts';
import { parseCidr } from './cidr.ts';
import { isList, isObject, type Json, type JsonObject, type Scalar } from './json.ts';
import { parseNumeric } from './numeric.ts';
import { type Accepts, invalidPattern, type Matcher } from './pattern.ts';
import { parseWildcard } from './wildcard.ts';

type Compares = (text: string, wanted: string) => boolean;

const startsWith: Compares = (text, start) => text.startsWith(start);
const endsWith: Compares = (text, end) => text.endsWith(end);

const OPERATORS = new Map<string, (operand: Json) => Matcher>([
  ['prefix', (operand) => parseAffix('prefix', operand, startsWith)],
  ['suffix', (operand) => parseAffix('suffix', operand, endsWith)],
  ['equals-ignore-case', (operand) => ignoringCase(operand, (text, wanted) => text === wanted)],
  ['anything-but', parseAnythingBut],
  ['numeric', parseNumeric],
  ['exists', parseExists],
  ['wildcard', parseWildcardOperand],
  ['cidr', parseCidr],
]);

/** What an entry of a list of values asks for. Throws InvalidEventPatternException. */
export function parseMatcher(entry: Json): Matcher {
  if (isList(entry)) throw invalidPattern('Match value must be String, number, true, false, or null');
  return isObject(entry) ? parseExpression(entry) : exactly(entry);
}

function exactly(wanted: Scalar): Accepts {
  return (value) => value === wanted;
}

function parseExpression(expression: JsonObject): Matcher {
  const [first, ...more] = Object.entries(expression);
  if (!first) throw invalidPattern('Match expression name not found');
  const [name, operand] = first;
  const parseOperand = OPERATORS.get(name);
  if (!parseOperand) throw invalidPattern(`Unrecognized match type ${name}`);
  const matcher = parseOperand(operand);
  if (more.length > 0) throw invalidPattern('Only one key allowed in match expression');
  return matcher;
}

function parseAffix(name: 'prefix' | 'suffix', operand: Json, compares: Compares): Accepts {
  if (isObject(operand)) return ignoringCase(onlyIgnoreCase(name, operand), compares);
  if (typeof operand !== 'string') throw invalidPattern(`${name} match pattern must be a string`);
  return (value) => typeof value === 'string' && compares(value, operand);
}

function onlyIgnoreCase(name: 'prefix' | 'suffix', operand: JsonObject): Json {
  const [first, ...more] = Object.entries(operand);
  const [inner, wanted = null] = first ?? [];
  const Name = name === 'prefix' ? 'Prefix' : 'Suffix';
  if (inner === undefined) throw invalidPattern(`${Name} expression name not found`);
  if (inner !== 'equals-ignore-case') throw invalidPattern(`Unsupported ${name} pattern: ${inner}`);
  if (more.length > 0) throw invalidPattern('Only one key allowed in match expression');
  return wanted;
}

function ignoringCase(operand: Json, compares: Compares): Accepts {
  if (typeof operand !== 'string') {
    throw invalidPattern('equals-ignore-case match pattern must be a string');
  }
  const wanted = operand.toLowerCase();
  return (value) => typeof value === 'string' && compares(value.toLowerCase(), wanted);
}

/** Of leaves alone: a field that holds an object, or an empty list, is not there. */
function parseExists(operand: Json): Matcher {
  if (typeof operand !== 'boolean')
    throw invalidPattern('exists match pattern must be either true or false.');
  return operand ? () => true : 'absent';
}

function parseWildcardOperand(operand: Json): Accepts {
  if (typeof operand !== 'string') throw invalidPattern('wildcard match pattern must be a string');
  return parseWildcard(operand);
}

import { printable } from './printable.ts';
import type { Screen } from './screen.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A JSON value as `aws --output text` prints it: a scalar plain, a list of scalars between tabs, an object's
 * scalars on one line in the order of their names, and lists and objects inside it below, each line led by the
 * member's name in upper case. Objects in a list get the same columns. As there, null is `None`, and booleans are `True`
 * and `False`, which scripts compare with.
 */
export function awsText(value: unknown, screen: Screen): string {
  const shown = (scalar: unknown): string => scalarText(scalar, screen);
  return textLines(value)
    .map((cells) => cells.map(shown).join('\t'))
    .join('\n');
}

function scalarText(value: unknown, { aligned }: Screen): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // A pipe gets the value as it is, to be kept in a variable or a file; a terminal must not obey it.
  return aligned ? printable(text) : text;
}

/** The cells of each line. */
function textLines(value: unknown, name?: string, columns?: readonly string[]): unknown[][] {
  if (Array.isArray(value)) return listLines(value, name);
  if (isMembers(value)) return memberLines(value, name, columns ?? scalarNames([value]));
  return [name === undefined ? [value] : [name.toUpperCase(), value]];
}

function listLines(list: readonly unknown[], name: string | undefined): unknown[][] {
  const objects = list.filter(isMembers);
  if (objects.length > 0) {
    const columns = scalarNames(objects);
    return list.flatMap((element) => textLines(element, name, columns));
  }
  const scalars = list.filter(isScalar);
  const nested = list.filter((element) => !isScalar(element));
  const own = name === undefined ? [scalars] : scalars.map((scalar) => [name.toUpperCase(), scalar]);
  return [...(scalars.length > 0 ? own : []), ...nested.flatMap((element) => textLines(element, name))];
}

function memberLines(members: Members, name: string | undefined, columns: readonly string[]): unknown[][] {
  const cells = columns.map((column) => (column in members ? members[column] : ''));
  const lead = name === undefined ? [] : [name.toUpperCase()];
  const nested = Object.keys(members)
    .filter((key) => !columns.includes(key))
    .sort();
  const own = columns.length > 0 ? [[...lead, ...cells]] : [];
  return [...own, ...nested.flatMap((key) => textLines(members[key], key))];
}

/** The names that hold a scalar in any of the objects. */
function scalarNames(objects: readonly Members[]): string[] {
  const names = objects.flatMap((object) => Object.keys(object).filter((key) => isScalar(object[key])));
  return [...new Set(names)].sort();
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

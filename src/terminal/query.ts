import type { JSONValue } from '@jmespath-community/jmespath';
import { type Failure, usage } from '../failure.ts';

type JmesPath = typeof import('@jmespath-community/jmespath');

/** `name==`web`` without quotes inside the backticks: the `aws` command line takes it, and so do its users. */
const options = { enable_legacy_literals: true };

const hint = 'a JMESPath expression is wanted, as for aws --query: https://jmespath.org';

/** What `expression` picks from a JSON value. An expression that is wrong is a usage failure that says where. */
export async function applyQuery(expression: string, value: JSONValue): Promise<JSONValue> {
  const jmespath = await import('@jmespath-community/jmespath');
  const read = parsed(expression, jmespath);
  try {
    return jmespath.TreeInterpreter.search(read, value);
  } catch (error) {
    throw misapplied(expression, messageOf(error));
  }
}

/** Refuses a wrong expression before any work is done for its answer: its syntax, and functions that do not exist. */
export async function checkQuery(expression: string): Promise<void> {
  const jmespath = await import('@jmespath-community/jmespath');
  const unknown = functionNames(parsed(expression, jmespath)).find((name) => !jmespath.isRegistered(name));
  if (unknown === undefined) return;
  const known = jmespath.getRegisteredFunctions().sort().join(', ');
  throw usage(
    `--query '${expression}': there is no function ${unknown}()${at(expression, unknown)}`,
    `functions: ${known}`,
  );
}

function parsed(expression: string, jmespath: JmesPath) {
  const open = unclosedLiteral(expression, jmespath);
  if (open !== undefined) throw malformed(expression, open);
  try {
    return jmespath.compile(expression, options);
  } catch {
    throw malformed(expression, faultPosition(expression, jmespath));
  }
}

/** Where a literal begins that has no second backtick, which the library takes to be a string. */
function unclosedLiteral(expression: string, { tokenize }: JmesPath): number | undefined {
  if (!accepts(() => tokenize(expression, options))) return undefined;
  const start = tokenize(expression, options).at(-1)?.start ?? 0;
  const last = expression.slice(start).trimEnd();
  return last.startsWith('`') && !/^`(\\.|[^`\\])*`$/s.test(last) ? start : undefined;
}

function malformed(expression: string, position: number): Failure {
  const rest = expression.slice(position).trimStart();
  const character = expression.length - rest.length + 1;
  const what = rest === '' ? 'ends too early' : `does not make sense from "${rest}"`;
  return usage(`--query '${expression}' ${what}, at character ${character}`, hint);
}

/** The library names the function and the types, but no place. */
function misapplied(expression: string, message: string): Failure {
  const reason = message.replace(/^Invalid \w+: /, '').replace(/\.$/, '');
  const name = /([a-z_]+)\(\)/.exec(message)?.[1];
  return usage(
    `--query '${expression}' does not fit the answer: ${reason}${name ? at(expression, name) : ''}`,
  );
}

function at(expression: string, name: string): string {
  const position = expression.indexOf(name);
  return position === -1 ? '' : `, at character ${position + 1}`;
}

/**
 * Where an expression stops making sense; its length where only the end is missing. The library's errors carry no
 * position, so it is looked for: the first token up to which the beginning is wrong for another reason than its end.
 */
function faultPosition(expression: string, { compile, tokenize }: JmesPath): number {
  if (!accepts(() => tokenize(expression, options))) return lastTokenized(expression, tokenize);
  const starts = tokenize(expression, options).map(({ start }) => start);
  const wrong = starts.findIndex((_, index) => {
    const beginning = expression.slice(0, starts[index + 1]);
    return !accepts(() => compile(beginning, options), /EOF/);
  });
  return starts[wrong] ?? expression.length;
}

/** A character that begins no token, or a quote that is never closed, follows the last beginning without fault. */
function lastTokenized(expression: string, tokenize: JmesPath['tokenize']): number {
  let position = expression.length - 1;
  while (position > 0 && !accepts(() => tokenize(expression.slice(0, position), options))) position -= 1;
  return position;
}

function accepts(attempt: () => unknown, unless?: RegExp): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    return unless?.test(messageOf(error)) ?? false;
  }
}

function functionNames(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node && node.type === 'Function' && 'name' in node ? [String(node.name)] : [];
  return [...own, ...Object.values(node).flatMap(functionNames)];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

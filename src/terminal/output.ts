import type { JSONValue } from '@jmespath-community/jmespath';
import { awsText } from './aws-text.ts';
import { applyQuery } from './query.ts';
import type { Screen } from './screen.ts';

export { checkQuery } from './query.ts';

export type OutputForm = 'text' | 'json' | 'yaml';

export interface Shown {
  /** The documented result. */
  readonly value: unknown;
  readonly text: (screen: Screen) => string;
}

export interface OutputOptions {
  readonly output: OutputForm;
  /** A JMESPath expression over the JSON value. */
  readonly query?: string | undefined;
}

/**
 * What is printed for an answer. JSON and YAML print the value itself: times in ISO 8601, members that are
 * undefined left out. `query` picks from that value; with `text` its result is printed as `aws --output text` does.
 * A `query` that is wrong is a usage failure.
 */
export async function formatAnswer(
  { value, text }: Shown,
  { output, query }: OutputOptions,
  screen: Screen,
): Promise<string> {
  if (output === 'text' && query === undefined) return text(screen);
  const picked = query === undefined ? value : await applyQuery(query, jsonValue(value));
  if (output === 'json') return jsonText(picked);
  return output === 'yaml' ? yaml(jsonValue(picked)) : awsText(picked, screen);
}

/** The value as those who read JSON see it. */
function jsonValue(value: unknown): JSONValue {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

/** Control characters of the upper range, which JSON lets through and terminals obey, are written as escapes. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2) ?? 'null';
  return text.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

async function yaml(value: unknown): Promise<string> {
  // The default is all of a CommonJS module both to Node and in a bundle; named parts are there only for the first.
  const { default: library } = await import('yaml');
  // Readers of YAML 1.1, of which there are many, would take a bare `no` or `on` for a boolean.
  return library
    .stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' })
    .trimEnd();
}

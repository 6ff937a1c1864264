import type { Json } from '../pattern/json.ts';

/** What stands for a variable; undefined where its path leads nowhere. */
export type Variables = (name: string) => Json | undefined;

const PIECES = /\\.|"|<([^<>]+)>|\s+|[^\\"<\s]+|./gs;

/**
 * The text that a template makes. By AWS's page, a variable outside of quotation marks becomes JSON, a text with
 * quotation marks of its own; one inside of them becomes its bare value; values are not escaped, so that a text with a
 * quotation mark or a backslash in it ends in what is no JSON any more; and JSON comes without white space.
 *
 * By published examples of what AWS sends, a variable whose path leads nowhere is the empty text, with its quotation marks where it
 * stands outside of any, and a text keeps the marks around it. Inferred is that a text which stands by itself is not
 * escaped either, that texts inside objects are, that null is written as null, and that an object within a template of
 * text loses its quotation marks.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, known: Variables): string {
  const isJson = /^\s*[[{]/.test(template);
  let isInside = false;
  const filled = [...template.matchAll(PIECES)].map(([piece, name]) => {
    if (name !== undefined) return isInside ? bare(known(name), isJson) : byItself(known(name));
    if (piece === '"') isInside = !isInside;
    return isJson && !isInside && /^\s/.test(piece) ? '' : piece;
  });
  return filled.join('');
}

/** The names between `<` and `>` in a template, which cannot be escaped. */
export function variablesIn(template: string): string[] {
  return [...template.matchAll(/<([^<>]+)>/g)].map(([, name = '']) => name);
}

function byItself(value: Json | undefined = ''): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

function bare(value: Json | undefined, isJson: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return isJson ? text : text.replaceAll(/\\?"/g, '');
}

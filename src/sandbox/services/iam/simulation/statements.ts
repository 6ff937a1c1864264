import type { Position } from '@aws-sdk/client-iam';
import type { Statement } from '../../../iam/policy.ts';

/** Where a statement begins and ends in its document, in lines and columns from 1. */
export interface Span {
  readonly from: Position;
  readonly to: Position;
}

/** The statements of a policy's text, each with where it stands there. */
export function statementsOf(text: string): { statement: Statement; span: Span }[] {
  const { Statement: found = [] } = JSON.parse(text) as { Statement?: Statement | Statement[] };
  const spans = objectsBelow(text);
  return [found].flat().map((statement, index) => ({
    statement,
    span: spans[index] ?? spanOf(text, 0, text.length),
  }));
}

/** The objects right below the member `Statement`. */
function objectsBelow(text: string): Span[] {
  const start = /"Statement"\s*:\s*/.exec(text);
  const spans: Span[] = [];
  let [depth, opened, isQuoted] = [0, 0, false];
  for (let at = (start?.index ?? 0) + (start?.[0].length ?? 0); at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\' && isQuoted) at += 1;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === '{') {
      if (depth === 0) opened = at;
      depth += 1;
    } else if (sign === '}') {
      depth -= 1;
      if (depth < 0) break;
      if (depth === 0) spans.push(spanOf(text, opened, at + 1));
    } else if (sign === ']' && depth === 0) break;
  }
  return spans;
}

function spanOf(text: string, from: number, to: number): Span {
  return { from: positionOf(text, from), to: positionOf(text, to) };
}

function positionOf(text: string, at: number): Position {
  const lines = text.slice(0, at).split('\n');
  return { Line: lines.length, Column: (lines.at(-1)?.length ?? 0) + 1 };
}

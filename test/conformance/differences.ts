import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Difference } from './compare.ts';

/** A row of the table in docs/conformance.md; `*` in either column stands for any text. */
interface Listed extends Difference {
  readonly why: string;
}

/** What the run found beside what is written down. */
export interface Reckoning {
  readonly listed: number;
  /** Differences that no row speaks of. */
  readonly unlisted: readonly Difference[];
  /** Rows that speak of no difference. */
  readonly gone: readonly Listed[];
}

const page = join(import.meta.dirname, '..', '..', 'docs', 'conformance.md');

/** Holds the differences that were found against the table in docs/conformance.md. */
export async function reckon(found: readonly Difference[]): Promise<Reckoning> {
  return settle(found, readTable(await readFile(page, 'utf8')));
}

/** Which differences the rows speak of, which they do not, and which rows speak of none. */
export function settle(found: readonly Difference[], rows: readonly Listed[]): Reckoning {
  const listed = found.filter((difference) => rows.some((row) => speaksOf(row, difference)));
  return {
    listed: listed.length,
    unlisted: found.filter((difference) => !listed.includes(difference)),
    gone: rows.filter((row) => !found.some((difference) => speaksOf(row, difference))),
  };
}

/** The rows of the page's one table, without its head. */
export function readTable(markdown: string): Listed[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [what = '', difference = '', why = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { what, difference, why };
  });
}

function speaksOf(row: Listed, { what, difference }: Difference): boolean {
  return matcher(row.what).test(what) && matcher(row.difference).test(difference);
}

function matcher(cell: string): RegExp {
  const escaped = cell.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's');
}

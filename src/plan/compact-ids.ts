import { quantity } from '../terminal/number.ts';

/** Numbered ids in a row, `web:1` to `web:10`, or a single id that bears no number. */
interface Row {
  readonly stem: string;
  readonly first: number;
  last: number;
}

/** Zeros in front belong to the name: they would be lost in a number. */
const numbered = /^(.*?)(0|[1-9]\d{0,14})$/;

/**
 * Ids as people write many: `web:1 … web:4998, web:5000`. Each may itself be several, written by this function.
 * @param most rows that are written out; what is left is counted.
 */
export function compactIds(ids: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const rows = rowsOf(ids);
  const words = rows.slice(0, most).map(wordsOf);
  const left = rows.slice(most).reduce((sum, row) => sum + sizeOf(row), 0);
  return [...words, ...(left > 0 ? [`and ${quantity(left)} more`] : [])].join(', ');
}

/** How many things an id stands for that `compactIds` may have written. */
export function countIds(id: string): number {
  return rowsOf([id]).reduce((sum, row) => sum + sizeOf(row), 0);
}

function rowsOf(ids: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const row of ids.flatMap((id) => id.split(', ')).map(rowOf)) {
    const before = rows.at(-1);
    if (before && before.stem === row.stem && before.last + 1 === row.first) before.last = row.last;
    else rows.push(row);
  }
  return rows;
}

function rowOf(text: string): Row {
  const [from = '', to = from] = text.split(' … ');
  const [, stem, first] = numbered.exec(from) ?? [];
  const [, sameStem, last] = numbered.exec(to) ?? [];
  if (stem === undefined || stem !== sameStem) return { stem: text, first: Number.NaN, last: Number.NaN };
  return { stem, first: Number(first), last: Number(last) };
}

function sizeOf({ first, last }: Row): number {
  return Number.isNaN(first) ? 1 : last - first + 1;
}

function wordsOf({ stem, first, last }: Row): string {
  if (Number.isNaN(first)) return stem;
  if (last === first) return `${stem}${first}`;
  return `${stem}${first}${last === first + 1 ? ', ' : ' … '}${stem}${last}`;
}

import { printable } from '../../terminal/printable.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import { pricesAsOf } from '../cost/prices.ts';
import { grouped, type Line } from './grouped.ts';
import { type Fate, monthlyTotal, type Row } from './inventory.ts';

const fateColumn: Column<Line> = {
  title: 'what happens',
  value: ({ fate }) => fate,
  paint: (text, { fate }, { paint }) =>
    fate === 'deleted' || fate === 'with the stack' ? paint.bad(text) : text,
};

const thingColumn: Column<Line> = {
  title: 'thing',
  value: ({ kind, name }) => `${kind} ${name}`,
  shrink: 2,
  paint: (text, _row, { paint }) => paint.strong(text),
};

const monthColumn: Column<Line> = {
  title: '$/month',
  align: 'right',
  value: ({ monthly }) => (monthly === undefined ? '' : monthly.toFixed(2)),
};

const going: readonly Column<Line>[] = [
  { title: 'evidence', value: ({ evidence }) => evidence },
  thingColumn,
  {
    title: 'because',
    value: (row) => [row.why, row.holds && `holds ${row.holds}`, row.protection].filter(Boolean).join('; '),
    shrink: 1,
  },
  fateColumn,
  monthColumn,
];

const staying: readonly Column<Line>[] = [
  thingColumn,
  { title: 'stays because', value: ({ reason }) => reason, shrink: 1 },
  { title: 'unless', value: ({ remedy }) => remedy ?? '' },
  monthColumn,
];

const shown: readonly Column<Line>[] = [
  thingColumn,
  { title: 'perhaps, because', value: ({ why }) => why, shrink: 1 },
  { title: 'add', value: ({ remedy }) => remedy },
  monthColumn,
];

/** The inventory in words: what goes and why, what stays and why, and what may be the stack's. */
export function showInventory(rows: readonly Row[], screen: Screen): string {
  const { paint } = screen;
  const of = (...fates: readonly Fate[]) => grouped(rows.filter(({ fate }) => fates.includes(fate)));
  const parts = [
    table(going, of('deleted', 'with the stack', 'leaving'), screen),
    section('These stay:', table(staying, of('stays'), screen), paint.warn),
    section('These may belong to it, and are left alone:', table(shown, of('shown'), screen), paint.warn),
  ];
  return parts.filter(Boolean).join(screen.aligned ? '\n\n' : '\n');
}

function section(title: string, body: string, paint: (text: string) => string): string {
  return body === '' ? '' : `${paint(title)}\n${body}`;
}

/** How much there is to delete and what that costs: the line above the question. */
export function showTotal(rows: readonly Row[], screen: Screen): string {
  const goes = rows.filter(({ fate }) => fate === 'deleted' || fate === 'with the stack');
  if (goes.length === 0) return '';
  const stays = rows.filter(({ fate }) => fate === 'stays');
  const cost = [inDollars(goes, ''), inDollars(stays, 'what stays costs ')].filter(Boolean).join(', ');
  return screen.paint.strong(
    `${goes.length.toLocaleString('en')} to delete${cost && `, ${cost}`}${source(rows)}.`,
  );
}

/** The verdict of a check in one line. */
export function showVerdict(subject: string, left: readonly Row[], { paint }: Screen): string {
  if (left.length === 0) return paint.good(`Nothing is left of ${subject}.`);
  const things = `${left.length.toLocaleString('en')} thing${left.length === 1 ? '' : 's'}`;
  const cost = inDollars(left, '');
  return paint.bad(`Left of ${subject}: ${things}${cost && `, ${cost}`}${source(left)}.`);
}

function inDollars(rows: readonly Row[], before: string): string {
  const total = monthlyTotal(rows);
  return total > 0 ? `${before}about $${total.toFixed(2)} a month` : '';
}

function source(rows: readonly Row[]): string {
  return monthlyTotal(rows) > 0 ? ` (list prices of ${pricesAsOf}, without traffic)` : '';
}

/** What is left, one line a thing, with the reason and the next command to type. */
export function showLeft(subject: string, rows: readonly Row[], screen: Screen): string {
  const { paint } = screen;
  if (rows.length === 0) return paint.good(`Nothing is left of ${subject}.`);
  const lines = grouped(rows).map(({ kind, name, reason, why, holds, remedy, monthly }) => {
    const cost = monthly === undefined ? '' : `, about $${monthly.toFixed(2)} a month`;
    const text = `${kind} ${name}: ${reason ?? holds ?? why}${cost}${remedy ? ` (${remedy})` : ''}`;
    return `- ${screen.aligned ? wrap(printable(text), screen.width - 2).replaceAll('\n', '\n  ') : printable(text)}`;
  });
  return [paint.bad(`Left of ${subject}:`), ...lines].join('\n');
}

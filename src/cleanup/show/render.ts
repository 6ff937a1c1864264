import { printable } from '../../terminal/printable.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import { pricesAsOf } from '../cost/prices.ts';
import { grouped, type Line } from './grouped.ts';
import { type Fate, isToGo, monthlyTotal, type Row } from './inventory.ts';

const thingColumn: Column<Line> = {
  title: 'thing',
  value: ({ kind, name }) => `${kind} ${name}`,
  shrink: 2,
  paint: (text, _row, { paint }) => paint.strong(text),
};

const monthColumn: Column<Line> = {
  title: '$/month',
  align: 'right',
  value: ({ monthly }) => monthly?.toFixed(2) ?? '',
};

const evidenceColumn: Column<Line> = { title: 'evidence', value: ({ evidence }) => evidence };

const whyColumn: Column<Line> = {
  title: 'because',
  value: (line) => [line.why, ...notesOn(line)].join('; '),
  shrink: 1,
};

const stackColumn: Column<Line> = {
  title: 'in it as',
  value: (line) => [line.listedAs ?? line.why, ...notesOn(line)].join('; '),
  shrink: 1,
};

const fateColumn: Column<Line> = { title: 'what happens', value: ({ fate }) => fate };

const reasonColumn: Column<Line> = { title: 'stays because', value: ({ reason }) => reason, shrink: 1 };

const remedyColumn: Column<Line> = { title: 'unless', value: ({ remedy }) => remedy ?? '' };

function notesOn({ holds, protection, fate }: Line): string[] {
  const ends = fate === 'deregistered' || fate === 'leaving' ? fate : undefined;
  return [ends, holds && `holds ${holds}`, protection].filter(
    (note) => note !== undefined && note !== '',
  ) as string[];
}

/**
 * The inventory in words: what goes and why, what stays and why, and what may be the stack's. For a pipe it is one
 * table, a row a thing.
 */
export function showInventory(rows: readonly Row[], screen: Screen): string {
  const { paint } = screen;
  const of = (...fates: readonly Fate[]) => grouped(rows.filter(({ fate }) => fates.includes(fate)));
  if (!screen.aligned) {
    const columns = [
      evidenceColumn,
      thingColumn,
      whyColumn,
      fateColumn,
      reasonColumn,
      remedyColumn,
      monthColumn,
    ];
    return table(
      columns,
      of('deleted', 'deregistered', 'with the stack', 'leaving', 'stays', 'shown'),
      screen,
    );
  }
  const alone = [evidenceColumn, thingColumn, whyColumn, monthColumn];
  const parts = [
    section('To delete:', table(alone, of('deleted', 'deregistered', 'leaving'), screen), paint.bad),
    section(
      'To delete with the stack:',
      table([thingColumn, stackColumn, monthColumn], of('with the stack'), screen),
      paint.bad,
    ),
    section('These stay:', bullets(of('stays'), screen), paint.warn),
    section('These may belong to it, and are left alone:', bullets(of('shown'), screen), paint.warn),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function section(title: string, body: string, paint: (text: string) => string): string {
  return body === '' ? '' : `${paint(title)}\n${body}`;
}

/** How much there is to delete and what that costs: the line above the question. */
export function showTotal(rows: readonly Row[], screen: Screen): string {
  const goes = rows.filter(isToGo);
  if (goes.length === 0) return '';
  const stays = rows.filter(({ fate }) => fate === 'stays');
  const cost = [inDollars(goes, ''), inDollars(stays, 'what stays costs ')].filter(Boolean).join(', ');
  const text = `${goes.length.toLocaleString('en')} to delete${cost && `, ${cost}`}${source(rows)}.`;
  return folded(text, screen, screen.paint.strong);
}

/** The verdict of a check in one line. */
export function showVerdict(subject: string, left: readonly Row[], screen: Screen): string {
  const { paint } = screen;
  if (left.length === 0) return paint.good(`Nothing is left of ${subject}.`);
  const things = `${left.length.toLocaleString('en')} thing${left.length === 1 ? '' : 's'}`;
  const cost = inDollars(left, '');
  return folded(`Left of ${subject}: ${things}${cost && `, ${cost}`}${source(left)}.`, screen, paint.bad);
}

/** A sentence over as many lines as it takes, each painted. */
function folded(text: string, { aligned, width }: Screen, paint: (line: string) => string): string {
  return aligned ? wrap(text, width).split('\n').map(paint).join('\n') : paint(text);
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
  return [paint.bad(`Left of ${subject}:`), bullets(grouped(rows), screen)].join('\n');
}

/** One item a thing, wrapped and never cut: why it is there, and the flag that would let it go. */
function bullets(lines: readonly Line[], { aligned, width }: Screen): string {
  return lines
    .map(({ kind, name, fate, reason, why, holds, remedy, monthly }) => {
      const because = fate === 'shown' ? why : (reason ?? holds ?? why);
      const cost = monthly === undefined ? '' : `, about $${monthly.toFixed(2)} a month`;
      const text = printable(`${kind} ${name}: ${because}${cost}${remedy ? ` (${remedy})` : ''}`);
      return `- ${aligned ? wrap(text, width - 2).replaceAll('\n', '\n  ') : text}`;
    })
    .join('\n');
}

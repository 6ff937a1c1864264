import { drawLevel, drawLine, emptyCanvas, rowText } from './chart-canvas.ts';
import { rowOf, type Scale, scaleFor } from './chart-scale.ts';
import { type Point, type Series, seriesOf } from './chart-series.ts';
import { timeTicks } from './chart-time.ts';
import { compact, percent, quantity } from './number.ts';
import { printable } from './printable.ts';
import type { Paint, Screen } from './screen.ts';
import { shorten, textWidth } from './text-width.ts';

/*
 * The `asciichart` package draws such lines too, but a missing value makes it throw, the rows it draws depend on the
 * values' size, and it has neither a time axis nor a way to label the target: what would be left to it is one loop.
 */

export interface MetricChart {
  readonly points: readonly Point[];
  /** Drawn as a line of its own. */
  readonly target?: number | undefined;
  /** Rows for the plot, at most; the time axis takes two more. */
  readonly height: number;
  /** `%` is written behind every number; any other unit behind the target's alone. */
  readonly unit: string;
}

const usualWidth = 80;
const narrowestPlot = 8;
const lowestPlot = 3;
const columnsPerTimeTick = 9;

/**
 * A metric over time as a line, against its target: round values at the left, local times below, the target dashed
 * and labelled at the right, and no line where no data is. As wide as the screen.
 */
export function metricChart({ points, target, height, unit }: MetricChart, screen: Screen): string {
  const width = Number.isFinite(screen.width) ? Math.floor(screen.width) : usualWidth;
  const measured = points.map(({ value }) => value).filter(isFiniteNumber);
  if (measured.length === 0) return screen.paint.faint(shorten('no data', width));
  const level = isFiniteNumber(target)
    ? { value: target, label: ` target ${withUnit(target, unit)}` }
    : undefined;
  const scale = scaleFor(level ? [...measured, level.value] : measured, Math.max(lowestPlot, height));
  const axis = valueAxis(scale, unit);
  const columns = width - textWidth(axis[0] ?? '') - textWidth(level?.label ?? '');
  const series = columns < narrowestPlot ? undefined : seriesOf(points, columns);
  if (series === undefined) return screen.paint.faint(shorten('too narrow for a chart', width));
  const plot = plotRows(series, scale, level, screen.paint);
  const rows = plot.map((text, row) => screen.paint.faint(axis[row] ?? '') + text);
  const below = timeAxis(series, textWidth(axis[0] ?? ''));
  return [...rows.reverse(), ...below.map(screen.paint.faint)].join('\n');
}

function isFiniteNumber(value: number | undefined): value is number {
  return Number.isFinite(value);
}

function withUnit(value: number, unit: string): string {
  return unit === '%' ? percent(value) : `${quantity(value)} ${printable(unit)}`.trimEnd();
}

/** As short as tells one tick from the next: 1k and 2k, but 1,001 and 1,002. */
function tickLabels(ticks: readonly number[], unit: string): string[] {
  const forms = [unit === '%' ? quantity : compact, quantity, String];
  const labels = forms.map((form) => ticks.map((tick) => `${form(tick)}${unit === '%' ? '%' : ''}`));
  return labels.find((list) => new Set(list).size === list.length) ?? ticks.map(String);
}

/** What stands left of each row, from the lowest up. */
function valueAxis({ ticks, rows, rowsPerTick }: Scale, unit: string): string[] {
  const labels = tickLabels(ticks, unit);
  const width = Math.max(...labels.map((label) => label.length));
  return Array.from({ length: rows }, (_, row) => {
    const label = row % rowsPerTick === 0 ? labels[row / rowsPerTick] : undefined;
    return `${(label ?? '').padStart(width)} ${label === undefined ? '│' : '┤'}`;
  });
}

interface Level {
  readonly value: number;
  readonly label: string;
}

/** The rows of the plot, from the lowest up. */
function plotRows(series: Series, scale: Scale, level: Level | undefined, paint: Paint): string[] {
  const canvas = emptyCanvas(scale.rows, series.values.length);
  const levelRow = level === undefined ? undefined : rowOf(level.value, scale);
  if (levelRow !== undefined) drawLevel(canvas, levelRow, 'warn');
  const rows = series.values.map((value) => (value === undefined ? undefined : rowOf(value, scale)));
  drawLine(canvas, rows, 'accent');
  return canvas.map((_, row) => {
    const behind = row === levelRow && level !== undefined ? paint.warn(level.label) : '';
    return rowText(canvas, row, paint) + behind;
  });
}

/** The line under the plot and the times under that. */
function timeAxis({ from, to, values }: Series, indent: number): string[] {
  const columns = values.length;
  let line = '─'.repeat(columns);
  let labels = ' '.repeat(indent);
  for (const { at, label } of timeTicks(from, to, Math.max(1, Math.floor(columns / columnsPerTimeTick)))) {
    const column = Math.floor(((at - from) / (to - from)) * columns);
    const start = Math.max(0, column - Math.floor(label.length / 2));
    const free = labels.length - indent;
    if (start + label.length > columns || (free > 0 && start <= free)) continue;
    line = `${line.slice(0, column)}┬${line.slice(column + 1)}`;
    labels += ' '.repeat(start - free) + label;
  }
  const below = labels.trimEnd();
  return [`${' '.repeat(indent - 1)}└${line}`, ...(below === '' ? [] : [below])];
}

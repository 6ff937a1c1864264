import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { metricChart } from '../../../src/terminal/chart.ts';
import { loadPaint } from '../../../src/terminal/paint.ts';
import { now, pipe, taggedPaint, terminalScreen } from './screens.ts';

beforeAll(() => void vi.stubEnv('TZ', 'Asia/Seoul'));
afterAll(() => void vi.unstubAllEnvs());

const minute = 60_000;

function minutesBefore(count: number, valueAt: (index: number) => number | undefined) {
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(now.getTime() - (count - index) * minute),
    value: valueAt(index),
  }));
}

/** A quiet morning, a quarter of an hour without data, then a load that breaches the target. */
const cpu = minutesBefore(180, (index) => {
  if (index >= 60 && index < 75) return undefined;
  return 42 + 10 * Math.sin(index / 17) + (index > 130 && index < 150 ? 35 : 0);
});

test('in 80 columns: round values, local times, the target dashed, a gap where data is missing', () => {
  const chart = metricChart({ points: cpu, target: 60, height: 9, unit: '%' }, terminalScreen(80));
  expect(chart).toMatchInlineSnapshot(`
    "100% ┤
         │                                              ╭─────╮
     75% ┤                                              │     │
         │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╭╯╌╌╌╌╌╰╮╌╌╌╌╌╌╌╌╌ target 60%
     50% ┤ ╭────────────────╮                   ╭──────╯       ╰─╮
         │─╯                ╰──     ────────────╯                ╰───────
     25% ┤
         │
      0% ┤
         └┬─────────┬──────────┬─────────┬──────────┬─────────┬──────────
          18:00   18:30      19:00     19:30      20:00     20:30"
  `);
});

test('in 160 columns there is more of everything', () => {
  const chart = metricChart({ points: cpu, target: 60, height: 9, unit: '%' }, terminalScreen(160));
  expect(chart).toMatchInlineSnapshot(`
    "100% ┤
         │                                                                                                        ╭──────────────╮
     75% ┤                                                                                                        │              │
         │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ target 60%
     50% ┤  ╭─────────────────────────────────────╮                                              ╭────────────────╯              ╰─────╮
         │──╯                                     ╰──────            ────────────────────────────╯                                     ╰─────────────────
     25% ┤
         │
      0% ┤
         └┬──────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────┬───────────
          18:00    18:15       18:30       18:45       19:00       19:15       19:30       19:45       20:00       20:15       20:30       20:45"
  `);
});

test('other units stand behind the target, and the axis counts in thousands', () => {
  const points = minutesBefore(20, (index) => 900 + index * 40);
  const chart = metricChart({ points, target: 1200, height: 7, unit: 'requests/target' }, terminalScreen(80));
  expect(chart).toMatchInlineSnapshot(`
    "2k ┤
       │                                   ╭───────────
       │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╭──────────────────╯╌╌╌╌╌╌╌╌╌╌╌ target 1,200 requests/target
    1k ┤────────────────╯
       │
       │
     0 ┤
       └┬──────────┬───────────┬───────────┬───────────
        20:40    20:45       20:50       20:55"
  `);
});

test('without a target nothing is kept free for it', () => {
  const chart = metricChart({ points: minutesBefore(5, () => 3), height: 3, unit: '' }, terminalScreen(30));
  expect(chart).toMatchInlineSnapshot(`
    "5 ┤
      │───────────────────────────
    0 ┤
      └─────┬──────────┬──────────
          20:56      20:58"
  `);
});

test('values close together are shown in their own band', () => {
  const points = minutesBefore(30, (index) => 1000 + (index % 3));
  const chart = metricChart({ points, height: 5, unit: '' }, terminalScreen(60));
  const labels = chart.split('\n').flatMap((line) => (line.includes('┤') ? [line.split(' ┤')[0]] : []));
  expect(labels).toEqual(['1,002', '1,001', '1,000']);
});

test('the metric, the target and the axes have colours of their own', () => {
  const points = minutesBefore(4, (index) => (index < 2 ? 1 : 2));
  const chart = metricChart({ points, target: 2, height: 3, unit: '' }, terminalScreen(24, taggedPaint));
  expect(chart).toMatchInlineSnapshot(`
    "<faint>2 ┤</faint><warn>╌╌╌╌╌╌</warn><accent>╭─────</accent><warn> target 2</warn>
    <faint>  │</faint><accent>──────╯</accent>
    <faint>0 ┤</faint>
    <faint>  └────────────</faint>"
  `);
});

test('colour changes nothing but colour', async () => {
  const coloured = metricChart(
    { points: cpu, target: 60, height: 9, unit: '%' },
    terminalScreen(80, await loadPaint()),
  );
  const plain = metricChart({ points: cpu, target: 60, height: 9, unit: '%' }, terminalScreen(80));
  expect(coloured).toContain('\x1b[36m');
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});

test('several days are labelled by date', () => {
  const points = Array.from({ length: 96 }, (_, hour) => ({
    at: new Date(now.getTime() - (96 - hour) * 60 * minute),
    value: hour % 24,
  }));
  expect(
    metricChart({ points, height: 5, unit: '' }, terminalScreen(80)).split('\n').at(-1),
  ).toMatchInlineSnapshot(`"    02-26    12:00     02-27    12:00     02-28    12:00     03-01    12:00"`);
});

test('no data is said', () => {
  expect(metricChart({ points: [], target: 60, height: 9, unit: '%' }, terminalScreen(80))).toBe('no data');
  const gaps = minutesBefore(3, () => undefined);
  expect(metricChart({ points: gaps, height: 9, unit: '%' }, pipe)).toBe('no data');
});

test('a screen too narrow for a plot is said', () => {
  const chart = metricChart({ points: cpu, target: 60, height: 9, unit: '%' }, terminalScreen(22));
  expect(chart).toBe('too narrow for a chart');
});

test('no chart is wider than its screen or higher than its rows, and none throws', () => {
  const values = fc.option(fc.oneof(fc.double(), fc.integer(), fc.constant(0)), { nil: undefined });
  const points = fc.array(fc.record({ at: fc.date({ noInvalidDate: false }), value: values }), {
    maxLength: 50,
  });
  const near = fc
    .array(values, { maxLength: 200 })
    .map((list) => minutesBefore(list.length, (index) => list[index]));
  fc.assert(
    fc.property(
      fc.oneof(points, near),
      fc.option(fc.double(), { nil: undefined }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 20 }),
      (list, target, width, height) => {
        const lines = metricChart({ points: list, target, height, unit: '%' }, terminalScreen(width)).split(
          '\n',
        );
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.length).toBeLessThanOrEqual(Math.max(3, height) + 2);
      },
    ),
    { numRuns: 300 },
  );
});

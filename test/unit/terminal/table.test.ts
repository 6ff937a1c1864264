import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { type Column, table } from '../../../src/terminal/table.ts';
import { now, pipe, taggedPaint, terminalScreen } from './screens.ts';

interface Service {
  name: string;
  desired: number;
  alarm: string | undefined;
  changed: Date | undefined;
  cause: string;
}

const services: Service[] = [
  {
    name: 'prod/web',
    desired: 4,
    alarm: '주문-알람-높음',
    changed: new Date(now.getTime() - 300_000),
    cause: 'alarm TargetTracking-service/prod/web-AlarmHigh-93d1 in state ALARM triggered policy cpu60',
  },
  {
    name: 'prod/주문-서비스',
    desired: 1234,
    alarm: 'web-cpu',
    changed: new Date(now.getTime() + 3 * 3_600_000),
    cause: 'evil\x1b[2J\tname\nsecond line',
  },
  { name: 'prod/👩‍💻-café', desired: 0, alarm: undefined, changed: undefined, cause: '' },
];

const columns: Column<Service>[] = [
  {
    title: 'service',
    value: ({ name }) => name,
    shrink: 2,
    paint: (text, _, { paint }) => paint.strong(text),
  },
  { title: 'desired', value: ({ desired }) => desired, align: 'right' },
  { title: 'alarm', value: ({ alarm }) => alarm, shrink: 3 },
  { title: 'changed', value: ({ changed }) => changed },
  { title: 'cause', value: ({ cause }) => cause, shrink: 1 },
];

test('in 80 columns the first column to give way is shortened', () => {
  expect(table(columns, services, terminalScreen(80))).toMatchInlineSnapshot(`
    "SERVICE           DESIRED  ALARM           CHANGED  CAUSE
    prod/web                4  주문-알람-높음  5m ago   alarm TargetTracking-servic…
    prod/주문-서비스    1,234  web-cpu         in 3h    evil␛[2J name second line
    prod/👩‍💻-café            0  -               -"
  `);
});

test('in 160 columns everything is whole', () => {
  expect(table(columns, services, terminalScreen(160))).toMatchInlineSnapshot(`
    "SERVICE           DESIRED  ALARM           CHANGED  CAUSE
    prod/web                4  주문-알람-높음  5m ago   alarm TargetTracking-service/prod/web-AlarmHigh-93d1 in state ALARM triggered policy cpu60
    prod/주문-서비스    1,234  web-cpu         in 3h    evil␛[2J name second line
    prod/👩‍💻-café            0  -               -"
  `);
});

test('in 50 columns the columns after it give way too', () => {
  expect(table(columns, services, terminalScreen(50))).toMatchInlineSnapshot(`
    "SERVICE       DESIRED  ALARM         CHANGED  CAU…
    prod/web            4  주문-알람-…   5m ago   ala…
    prod/주문-…     1,234  web-cpu       in 3h    evi…
    prod/👩‍💻-café        0  -             -"
  `);
});

test('colours are put around the shortened text and are not counted', () => {
  const text = table(columns.slice(0, 2), services, terminalScreen(24, taggedPaint));
  expect(text).toMatchInlineSnapshot(`
    "<faint>SERVICE</faint>          <faint>DESIRED</faint>
    <strong>prod/web</strong>               4
    <strong>prod/주문-서비…</strong>    1,234
    <strong>prod/👩‍💻-café</strong>           0"
  `);
});

test('columns begin at the same cell under wide names', () => {
  const lines = table(columns, services, terminalScreen(80)).split('\n');
  const marks = ['ALARM', '주문-알람-높음', 'web-cpu', '-  '];
  const starts = lines.map((line, index) => stringWidth(line.slice(0, line.lastIndexOf(marks[index] ?? ''))));
  expect(starts.slice(0, 3)).toEqual([starts[0], starts[0], starts[0]]);
  const changed = ['CHANGED', '5m ago', 'in 3h'].map((mark, index) => {
    const line = lines[index] ?? '';
    return stringWidth(line.slice(0, line.indexOf(mark)));
  });
  expect(new Set(changed).size).toBe(1);
});

test('a pipe gets whole values between tabs, ISO times, exact numbers and no heading', () => {
  expect(
    table(columns, services, pipe)
      .split('\n')
      .map((line) => line.split('\t')),
  ).toEqual([
    ['prod/web', '4', '주문-알람-높음', '2030-03-01T11:55:00.000Z', services[0]?.cause],
    ['prod/주문-서비스', '1234', 'web-cpu', '2030-03-01T15:00:00.000Z', 'evil␛[2J name second line'],
    ['prod/👩‍💻-café', '0', '', '', ''],
  ]);
});

test('no rows are no text', () => {
  expect([table(columns, [], terminalScreen(80)), table(columns, [], pipe)]).toEqual(['', '']);
});

const cells = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.double(),
  fc.date({ noInvalidDate: false }),
  fc.constant(undefined),
);

const anyColumns = fc.array(
  fc.record({
    title: fc.constantFrom('name', '서비스', 'desired count', ''),
    align: fc.constantFrom('left' as const, 'right' as const),
    shrink: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 6 },
);

test('no line is ever wider than the screen, or ends in a space', () => {
  fc.assert(
    fc.property(
      anyColumns,
      fc.array(fc.array(cells, { maxLength: 6 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 160 }),
      (some, rows, width) => {
        const lines = table(
          some.map((column, index) => ({ ...column, value: (row: (typeof rows)[number]) => row[index] })),
          rows,
          terminalScreen(width),
        ).split('\n');
        expect(lines).toHaveLength(rows.length === 0 ? 1 : rows.length + 1);
        for (const line of lines) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line.trimEnd()).toBe(line);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('in a pipe every row is one line with one cell a column, whatever the values contain', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, cells, cells), { minLength: 1, maxLength: 5 }), (rows) => {
      const three = [0, 1, 2].map((index) => ({
        title: 'x',
        value: (row: (typeof rows)[number]) => row[index],
      }));
      const lines = table(three, rows, pipe).split('\n');
      expect(lines.map((line) => line.split('\t').length)).toEqual(rows.map(() => 3));
    }),
  );
});

import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { fields } from '../../../src/terminal/fields.ts';
import { now, pipe, taggedPaint, terminalScreen } from './screens.ts';

const list = [
  { label: 'Desired', value: 4 },
  { label: '마지막 활동', value: new Date(now.getTime() - 600_000) },
  { label: 'Policy', value: undefined },
  {
    label: 'Cause',
    value: 'monitor alarm TargetTracking-service/prod/web-AlarmHigh in state ALARM triggered policy cpu60',
  },
];

test('values stand under each other, long ones wrapped under their own beginning', () => {
  expect(fields(list, terminalScreen(60))).toMatchInlineSnapshot(`
    "Desired       4
    마지막 활동   10m ago
    Cause         monitor alarm
                  TargetTracking-service/prod/web-AlarmHigh in
                  state ALARM triggered policy cpu60"
  `);
});

test('values begin at the same cell whatever script the labels are in', () => {
  const [desired = '', activity = ''] = fields(list, terminalScreen(160)).split('\n');
  expect(stringWidth(desired.slice(0, desired.indexOf('4')))).toBe(
    stringWidth(activity.slice(0, activity.indexOf('10m ago'))),
  );
});

test('labels are faint, and each line of a value has its colour', () => {
  const colour = {
    label: 'State',
    value: 'ALARM since then',
    paint: (text: string) => taggedPaint.bad(text),
  };
  expect(fields([colour], terminalScreen(18, taggedPaint))).toBe(
    '<faint>State</faint>   <bad>ALARM since then</bad>',
  );
});

test('a pipe gets label, tab, whole value', () => {
  expect(fields(list.slice(0, 2), pipe)).toBe('Desired\t4\n마지막 활동\t2030-03-01T11:50:00.000Z');
});

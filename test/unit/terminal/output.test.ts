import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatAnswer } from '../../../src/terminal/output.ts';
import { now, pipe, terminalScreen } from './screens.ts';

const value = {
  service: 'prod/주문-서비스',
  desired: 4,
  changed: now,
  role: undefined,
  suspended: false,
  note: 'no',
  policies: [
    { name: 'cpu', target: 60, alarms: ['high', 'low'] },
    { name: 'requests', target: 800, alarms: [] },
  ],
};

const answer = { value, text: () => 'drawn' };

test('text is what the verb draws', async () => {
  expect(await formatAnswer(answer, { output: 'text' }, pipe)).toBe('drawn');
});

test('JSON is the value: ISO times, nothing undefined, two spaces', async () => {
  expect(await formatAnswer(answer, { output: 'json' }, pipe)).toMatchInlineSnapshot(`
    "{
      "service": "prod/주문-서비스",
      "desired": 4,
      "changed": "2030-03-01T12:00:00.000Z",
      "suspended": false,
      "note": "no",
      "policies": [
        {
          "name": "cpu",
          "target": 60,
          "alarms": [
            "high",
            "low"
          ]
        },
        {
          "name": "requests",
          "target": 800,
          "alarms": []
        }
      ]
    }"
  `);
});

test('YAML is the same value, and readers of YAML 1.1 read it so too', async () => {
  const yaml = await formatAnswer(answer, { output: 'yaml' }, pipe);
  expect(yaml).toMatchInlineSnapshot(`
    "service: prod/주문-서비스
    desired: 4
    changed: "2030-03-01T12:00:00.000Z"
    suspended: false
    note: "no"
    policies:
      - name: cpu
        target: 60
        alarms:
          - high
          - low
      - name: requests
        target: 800
        alarms: []"
  `);
  expect(parse(yaml)).toEqual(JSON.parse(JSON.stringify(value)));
  expect(parse(yaml, { version: '1.1' })).toEqual(JSON.parse(JSON.stringify(value)));
});

test('any value reads back the same from JSON and YAML, without a character that a terminal obeys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary' }), async (some, text) => {
      const shown = { value: { some, text }, text: () => '' };
      const json = await formatAnswer(shown, { output: 'json' }, pipe);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(shown.value)));
      expect(json).not.toMatch(/(?!\n)\p{Control}/u);
    }),
  );
});

test('no value is null', async () => {
  expect(await formatAnswer({ value: undefined, text: () => '' }, { output: 'json' }, pipe)).toBe('null');
});

test('--query picks from the JSON value, in every form', async () => {
  const query = 'policies[].{name: name, target: target}';
  expect(await formatAnswer(answer, { output: 'json', query: 'changed' }, pipe)).toBe(
    '"2030-03-01T12:00:00.000Z"',
  );
  expect(await formatAnswer(answer, { output: 'yaml', query }, pipe)).toBe(
    '- name: cpu\n  target: 60\n- name: requests\n  target: 800',
  );
});

test.each([
  ['desired', '4'],
  ['service', 'prod/주문-서비스'],
  ['role', 'None'],
  ['suspended', 'False'],
  ['policies[].name', 'cpu\trequests'],
  ['policies[].[name, target]', 'cpu\t60\nrequests\t800'],
  ['policies[].{t: target, n: name}', 'cpu\t60\nrequests\t800'],
  ['policies', 'cpu\t60\nALARMS\thigh\nALARMS\tlow\nrequests\t800'],
  ['policies[?name==`cpu`].target', '60'],
  ['policies[?name==`none`]', ''],
  ['{a: desired, b: policies[0]}', '4\nB\tcpu\t60\nALARMS\thigh\nALARMS\tlow'],
  ['[desired, policies[].name]', '4\ncpu\trequests'],
])('--output text --query %j prints %j, as aws does', async (query, printed) => {
  expect(await formatAnswer(answer, { output: 'text', query }, pipe)).toBe(printed);
});

test('a picked value drives no terminal, and reaches a pipe as it is', async () => {
  const evil = { value: { name: 'a\x1b[2J' }, text: () => '' };
  expect(await formatAnswer(evil, { output: 'text', query: 'name' }, terminalScreen(80))).toBe('a␛[2J');
  expect(await formatAnswer(evil, { output: 'text', query: 'name' }, pipe)).toBe('a\x1b[2J');
});

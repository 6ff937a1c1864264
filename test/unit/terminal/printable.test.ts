import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../../src/terminal/printable.ts';

test.each([
  ['name\twith tab', 'name with tab'],
  ['two\r\nlines', 'two lines'],
  ['\x1b[2Jgone', '␛[2Jgone'],
  ['bell\x07', 'bell␇'],
  ['rubout\x7f', 'rubout␡'],
  ['csi\u009b31m', 'csi\ufffd31m'],
  ['admin\u202egnp.exe', 'admin\ufffdgnp.exe'],
  ['half \ud800', 'half \ufffd'],
  ['주문-알람 👩‍💻', '주문-알람 👩‍💻'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('nothing that moves a cursor, breaks a line or reorders text is left in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Control}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { wrap } from '../../../src/terminal/wrap.ts';

test('words are wrapped with a hanging indent, paragraphs stay apart', () => {
  const text = 'A service is scaled by policies.\n\nEach policy keeps 서비스 and its 알람 together.';
  expect(wrap(text, 24, { first: 2, hanging: 4 })).toMatchInlineSnapshot(`
    "  A service is scaled by
        policies.

      Each policy keeps
        서비스 and its 알람
        together."
  `);
});

test('a word that no line holds is broken', () => {
  expect(wrap('see arn:aws:ecs:eu-west-1', 10)).toBe('see\narn:aws:ec\ns:eu-west-\n1');
});

test('a coloured word keeps its codes together', () => {
  expect(wrap('\x1b[36mservice/prod/web\x1b[39m', 8)).toBe('\x1b[36mservice/prod/web\x1b[39m');
});

test('without an edge each paragraph is one line', () => {
  expect(wrap('one\ntwo  three\n\nfour', Number.POSITIVE_INFINITY)).toBe('one two three\n\nfour');
});

test('no line is wider than was asked for, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 2, max: 40 }),
      (text, width) => {
        const wrapped = wrap(text, width);
        for (const line of wrapped.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(wrapped.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      },
    ),
  );
});

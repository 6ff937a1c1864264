import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { pieceOf, shorten, textWidth } from '../../../src/terminal/text-width.ts';

const pieces = [
  ...['a', 'Z', ' ', '~', 'é', 'ß', '…', '→', '─', '╭', '█', '▁', '✔', '✖', 'Ω', 'Ж', 'ـ'],
  ...['서', '비', '스', '주문', '알람', '日本', 'カ', 'ﾊ', 'Ａ', '，', '、'],
  ...['e\u0301', 'n\u0303', 'か\u3099', '가'.normalize('NFD'), '각'.normalize('NFD')],
  ...['😀', '👩‍💻', '👍🏽', '🇰🇷', '❤️', '1️⃣', '👨‍👩‍👧‍👦', '\u200b', '\u00ad'],
];

const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((list) => list.join(''));

test('the width of a text is what string-width says', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['prod/web', 8],
  ['주문-알람', 9],
  ['서비스', 6],
  ['café', 4],
  ['cafe\u0301', 4],
  ['👩‍💻', 2],
  ['\x1b[36m서비스\x1b[39m', 6],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('a shortened text fits, ends in an ellipsis and is the beginning of the whole', () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (text, width) => {
      const short = shorten(text, width);
      expect(stringWidth(short)).toBeLessThanOrEqual(width);
      if (short === text) return;
      expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
      if (width > 0) expect(short.endsWith('…')).toBe(true);
    }),
  );
});

test('a text that fits is not touched', () => {
  expect(shorten('주문-알람', 9)).toBe('주문-알람');
});

test('a wide character that does not fit leaves its column empty', () => {
  expect(shorten('서비스', 4)).toBe('서…');
});

test('a letter is not parted from its marks', () => {
  expect(pieceOf('👩‍💻👩‍💻', 3)).toBe('👩‍💻');
  expect(pieceOf('e\u0301e\u0301', 1)).toBe('e\u0301');
});

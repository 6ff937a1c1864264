import { type Paint, plainPaint, type Screen } from '../../../src/terminal/screen.ts';

export const now = new Date('2030-03-01T12:00:00Z');

export function terminalScreen(width: number, paint: Paint = plainPaint): Screen {
  return { width, aligned: true, paint, now };
}

export const pipe: Screen = { width: Number.POSITIVE_INFINITY, aligned: false, paint: plainPaint, now };

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;

/** Styles one can read in a snapshot. */
export const taggedPaint: Paint = {
  strong: tag('strong'),
  faint: tag('faint'),
  good: tag('good'),
  warn: tag('warn'),
  bad: tag('bad'),
  accent: tag('accent'),
};

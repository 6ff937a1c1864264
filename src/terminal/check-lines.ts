import { type Light, signs } from './light.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** A thing that was looked at, how it stands with it, and what to type next where something can be done. */
interface DrawnCheck {
  readonly subject: string;
  readonly light: Light;
  readonly text: string;
  readonly next?: string;
}

/**
 * A check under its sign, the sentence wrapped beside its subject, and the next command below it.
 * @param width columns of the subjects, so that several checks stand under each other.
 */
export function checkLines(
  { subject, light, text, next }: DrawnCheck,
  width: number,
  { paint, width: room }: Screen,
): string[] {
  const [sign, tone] = signs[light];
  const start = width + 6;
  const indent = ' '.repeat(start);
  const [line = '', ...more] = wrap(printable(text), Math.max(20, room - start)).split('\n');
  const lead = `  ${paint[tone](sign)} ${paint.faint(subject.padEnd(width))}  `;
  // A command is never broken: it is there to be copied.
  const command = next === undefined ? [] : [`${indent}${paint.accent(`→ ${printable(next)}`)}`];
  return [`${lead}${line}`, ...more.map((rest) => `${indent}${rest}`), ...command];
}

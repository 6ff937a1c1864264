import { percent, quantity } from '../../terminal/number.ts';

/** `72%`, `1,240`: a value of a metric in its unit. */
export function measure(value: number, unit: string): string {
  return unit === '%' ? percent(value) : quantity(value);
}

/** `1 task`, `4 tasks`. */
export function taskCount(count: number): string {
  return `${quantity(count)} ${count === 1 ? 'task' : 'tasks'}`;
}

/** The text with its first letter in upper case: `CPU …`, `Memory …`. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const [last, ...before] = words.toReversed();
  if (last === undefined) return '';
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

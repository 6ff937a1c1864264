import { counted, percent, quantity } from '../../terminal/number.ts';

/** `72%`, `1,240`: a value of a metric in its unit. */
export function measure(value: number, unit: string): string {
  return unit === '%' ? percent(value) : quantity(value);
}

/** `1 task`, `4 tasks`. */
export function taskCount(count: number): string {
  return counted(count, 'task');
}

/** The text with its first letter in upper case: `CPU …`, `Memory …`. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

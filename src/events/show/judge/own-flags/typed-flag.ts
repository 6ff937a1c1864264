import { printable } from '../../../../terminal/printable.ts';

/** A flag as it is typed; a switch has no value. */
export type TypedFlag = readonly [name: string, value?: string];

/** The flag where there is a value for it. */
export function flagOf(name: string, value: string | undefined): TypedFlag[] {
  return value === undefined ? [] : [[name, value]];
}

/** `--prefix 'my photos/'`. */
export function typed([name, value]: TypedFlag): string {
  const flag = name === 'cluster' ? '-c' : `--${name}`;
  return value === undefined ? flag : `${flag} ${shellWord(value)}`;
}

/**
 * Whether the flag can be copied from a screen, where line breaks and control characters are shown as something else, and
 * is taken as it is typed, which blanks alone are not.
 */
export function isTypeable([, value]: TypedFlag): boolean {
  return value === undefined || (value.trim() !== '' && printable(value) === value);
}

/** A text as a shell takes it for one word that stands for itself. */
export function shellWord(text: string): string {
  if (/^[\w@+:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

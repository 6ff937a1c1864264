import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { type Indent, wrap } from './wrap.ts';

/** What somebody may want to copy: `ecsctl events show web`, `aws sns subscribe …`. */
const command = /\b(ecsctl|aws) [a-z]/;

/**
 * A sentence of the program's, wrapped to an aligned screen. One that names a command is left to the terminal, which
 * breaks it without putting anything in between, so that it can be copied.
 */
export function prose(text: string, { aligned, width }: Screen, indent: Indent = {}): string {
  const line = printable(text);
  if (aligned && !command.test(line)) return wrap(line, Math.max(20, width), indent);
  return ' '.repeat(indent.first ?? 0) + line;
}

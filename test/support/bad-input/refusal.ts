import { printable } from '../../../src/terminal/printable.ts';
import type { RunResult } from '../run-cli.ts';
import type { BadLine } from './case.ts';

/** How JavaScript writes what is not there. */
const leaked = /undefined|\[object |\bNaN\b|\bnull\b/;

/** What is wrong with how a bad line was refused; undefined when it was done as promised. */
export function fault(
  { argv, naming, why }: BadLine,
  { code, stdout, stderr }: RunResult,
): string | undefined {
  const [message = '', ...rest] = stderr.split('\n').slice(0, -1);
  const named = [naming].flat().some((name) => message.toLowerCase().includes(printable(name).toLowerCase()));
  const faults = [
    code !== 2 && `ended with ${code}`,
    stdout !== '' && `printed ${JSON.stringify(stdout.slice(0, 60))}`,
    !message.startsWith('error: ') && 'does not begin with "error: "',
    stderr.match(/^error: /gm)?.length !== 1 && 'is not one message',
    !rest.at(-1)?.startsWith('hint: ') && 'does not end with a hint',
    rest.length !== 1 && 'is not one message and one hint',
    !named && `does not name ${JSON.stringify(naming)}`,
    /^ {4}at |This is a bug/m.test(stderr) && 'is told as a bug',
    leaked.test(stderr) && !argv.some((word) => leaked.test(word)) && 'shows a value that was never there',
    /\p{Control}/u.test(stderr.replaceAll('\n', '')) && 'holds control characters',
  ].filter(Boolean);
  if (faults.length === 0) return undefined;
  return `${why}: ${JSON.stringify(argv)}\n  ${faults.join(', ')}\n  ${stderr.slice(0, 400)}`;
}

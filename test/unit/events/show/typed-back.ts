import fc from 'fast-check';
import { readCommandLine } from '../../../../src/cli/command-line.ts';
import { parseFlags } from '../../../../src/cli/values.ts';
import { splitCommand } from '../../../../src/sandbox/tour/split-command.ts';
import { printable } from '../../../../src/terminal/printable.ts';
import type { Flags, FlagValues } from '../../../../src/verb/flags.ts';

export const place = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
export const arnOf = (service: string, resource: string) =>
  `arn:aws:${service}:${place.region}:${place.account}:${resource}`;

/** The flags that a command says, as its verb would read them. */
export function flagsIn<F extends Flags>(command: string, flags: F): FlagValues<F> {
  const [, ...words] = splitCommand(command);
  const verb = words.slice(0, 2).join(' ');
  const face = {
    summary: '',
    flags,
    examples: [],
    iam: [],
    mutates: true,
    arguments: { name: { help: '' } },
  };
  const request = readCommandLine(words, { version: '1', nouns: {}, verbs: { [verb]: face } }, 80);
  if (request.kind !== 'verb') throw new Error(`no command: ${command}`);
  return parseFlags(flags, request.flags, {}).values;
}

/** What can be typed: any text, and often one with what shells and patterns give a meaning. */
export const anyText = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...`*\\'"$\`-= a/사!`) }),
  )
  .filter((text) => text.trim() !== '' && printable(text) === text);

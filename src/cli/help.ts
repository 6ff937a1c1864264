import type { Help } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { VerbFace } from './manifest.ts';

/** How commander lays out help: arguments and flags of the verb first, what every command takes after them. */
export const helpConfiguration: Partial<Help> = {
  showGlobalOptions: true,
  minWidthToWrap: 20,
  subcommandTerm: (command) => command.name(),
  optionTerm: (option) => option.flags.replace(/<([^>]+)>/, '$1'),
  argumentTerm: (argument) => argument.name().toUpperCase(),
};

/** What stands under the flags: examples of a verb, exit codes of the program. */
export function epilogue(path: string, face?: VerbFace): string {
  if (!face) {
    const codes = Object.entries(exitCodes).map(([code, meaning]) => `  ${code.padEnd(4)} ${meaning}`);
    return `\nExit codes:\n${codes.join('\n')}\n\nStart here: ecsctl sandbox tour\n`;
  }
  const forms = face.forms ? `\nFurther forms of --output: ${face.forms.join(', ')}\n` : '';
  const examples = face.examples.map(([command, does]) => `  # ${does}\n  ${command}`);
  return `${forms}\nExamples of ${path}:\n${examples.join('\n\n')}\n`;
}

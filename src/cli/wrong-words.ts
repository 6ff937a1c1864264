import type { CommanderError } from 'commander';
import { type Failure, usage } from '../failure.ts';
import type { Manifest } from './manifest.ts';

/**
 * Commander's refusal as a usage failure: the word that is wrong, and the nearest right one or a line to copy.
 * @param path the words of the command that refused, without the program's name.
 */
export function wrongWords({ code, message }: CommanderError, path: string, manifest: Manifest): Failure {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n(');
  const quoted = /'([^']*)'/.exec(first)?.[1] ?? '';
  const hint = likely(rest.at(-1)) ?? example(path, manifest);
  switch (code) {
    case 'commander.missingArgument':
      return usage(`the argument ${quoted.toUpperCase()} is missing`, hint);
    case 'commander.optionMissingArgument': {
      const [flag = '', value = ''] = quoted.split(', ').at(-1)?.split(' ') ?? [];
      return usage(`${flag} has no value`, `write it like ${flag} ${value.replace(/[<>]/g, '')}`);
    }
    default:
      return usage(first, hint);
  }
}

/** The failure for a word behind the last argument of a command. */
export function oneWordTooMany(word: string, path: string, manifest: Manifest): Failure {
  return usage(`"${word}" is one word too many for ecsctl ${path}`, example(path, manifest));
}

/** Commander's own suggestion, `Did you mean --cpu?)`, as a hint. */
function likely(suggestion: string | undefined): string | undefined {
  const text = suggestion?.replace(/\)$/, '');
  return text && text.charAt(0).toLowerCase() + text.slice(1);
}

function example(path: string, { verbs }: Manifest): string {
  const help = `see ${['ecsctl', path, '--help'].filter(Boolean).join(' ')}`;
  const [line] = verbs[path]?.examples[0] ?? [];
  return line ? `write it like: ${line}; or ${help}` : help;
}

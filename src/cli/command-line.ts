import { Command, Argument as CommanderArgument, CommanderError, Option } from 'commander';
import type { Flag, Flags } from '../verb/flags.ts';
import { globalFlags } from '../verb/global-flags.ts';
import { epilogue, helpConfiguration } from './help.ts';
import type { Manifest } from './manifest.ts';
import { flagName, type RawFlags } from './values.ts';
import { oneWordTooMany, wrongWords } from './wrong-words.ts';

/** What the words of a command line ask for. */
export type Request =
  | { readonly kind: 'print'; readonly text: string }
  | {
      readonly kind: 'verb';
      readonly path: string;
      readonly words: readonly (string | readonly string[] | undefined)[];
      readonly flags: RawFlags;
      readonly global: RawFlags;
    };

/**
 * Reads a command line by the manifest. Loads no verb.
 * @throws Failure `usage` naming the word that is wrong, with the nearest right one where there is one.
 */
export function readCommandLine(argv: readonly string[], manifest: Manifest, width: number): Request {
  let request: Request | undefined;
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  const quiet = (command: Command, path: string) =>
    command
      .exitOverride((error) => {
        throw isPrinted(error) ? error : wrongWords(error, path, manifest);
      })
      .configureHelp({ ...helpConfiguration, helpWidth: width })
      .configureOutput({
        writeOut: print,
        // A noun alone gets its help, as with gh and kubectl. Errors are worded elsewhere.
        writeErr: print,
        outputError: () => {},
        getOutHelpWidth: () => width,
        getErrHelpWidth: () => width,
      });
  const program = quiet(new Command('ecsctl'), '')
    .description('One careful command for each job on Amazon ECS and ECR.')
    .version(manifest.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help');
  addFlags(program, globalFlags);
  addVerbs(program, manifest, new Set(argv), quiet, (path, words, flags) => {
    request = { kind: 'verb', path, words, flags, global: program.opts() };
  });
  program.addHelpText('after', () => epilogue('ecsctl'));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return request ?? { kind: 'print', text: printed };
}

/** Commander ends a run with an error after printing help or the version, too. */
function isPrinted({ exitCode, code }: CommanderError): boolean {
  return exitCode === 0 || code === 'commander.help';
}

type Take = (path: string, words: (string | string[] | undefined)[], flags: RawFlags) => void;

function addVerbs(
  program: Command,
  manifest: Manifest,
  typed: ReadonlySet<string>,
  quiet: (command: Command, path: string) => Command,
  take: Take,
): void {
  const groups = new Map<string, Command>([['', program]]);
  const groupOf = (path: string): Command => {
    const known = groups.get(path);
    if (known) return known;
    const [name = '', ...parents] = path.split(' ').reverse();
    const group = quiet(groupOf(parents.reverse().join(' ')).command(name), path)
      .description(manifest.nouns[path] ?? '')
      .helpOption('-h, --help', 'print help');
    groups.set(path, group);
    return group;
  };
  for (const [path, face] of Object.entries(manifest.verbs)) {
    const words = path.split(' ');
    const name = words.pop() ?? '';
    const verb = quiet(groupOf(words.join(' ')).command(name), path).summary(face.summary);
    // Most command lines name one verb: the flags of all the others are not worth building.
    if (typed.has(name)) addFace(verb, path, manifest, take);
  }
}

function addFace(command: Command, path: string, manifest: Manifest, take: Take): void {
  const face = manifest.verbs[path];
  if (!face) return;
  command.description([face.summary, face.description].filter(Boolean).join('.\n\n'));
  command.helpOption('-h, --help', 'print help').allowExcessArguments();
  for (const [name, { help, optional, variadic }] of Object.entries(face.arguments)) {
    const shape = variadic ? `${name}...` : name;
    command.addArgument(new CommanderArgument(optional ? `[${shape}]` : `<${shape}>`, help));
  }
  addFlags(command, face.flags);
  command.addHelpText('after', () => epilogue(path, face));
  command.action((...all: unknown[]) => {
    const words = all.slice(0, -2) as (string | string[] | undefined)[];
    const excess = command.args[words.length];
    if (excess !== undefined && !Array.isArray(words.at(-1))) throw oneWordTooMany(excess, path, manifest);
    take(path, words, command.opts());
  });
}

function addFlags(command: Command, flags: Flags): void {
  for (const [key, flag] of Object.entries(flags)) command.addOption(optionOf(key, flag));
}

function optionOf(key: string, flag: Flag): Option {
  const value = flag.kind === 'switch' ? '' : ` ${valueShape(flag)}`;
  const option = new Option(`${flag.short ? `-${flag.short}, ` : ''}${flagName(key)}${value}`, flag.help);
  // `--no-x` is a switch with a key of its own here, not the denial of `--x`.
  option.negate = false;
  if (flag.repeat) option.argParser((text: string, list: string[] = []) => [...list, text]);
  return option;
}

function valueShape(flag: Flag): string {
  const name = flag.placeholder ?? (flag.choices ? flag.choices.join('|') : flag.kind.toUpperCase());
  return flag.bare === undefined ? `<${name}>` : `[${name}]`;
}

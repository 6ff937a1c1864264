import type { Aws } from '../aws/aws.ts';
import type { Clock } from '../aws/clock.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Input } from '../terminal/streams.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Arguments, ArgumentValues, Flags, FlagValues } from './flags.ts';
import type { GlobalValues } from './global-flags.ts';

/** What a verb may reach. Everything slow is built on first use. */
export interface VerbContext {
  readonly aws: Aws;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and by `--timeout`. */
  readonly signal: AbortSignal;
  readonly global: GlobalValues;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped in. Node opens it when it is first asked for, which takes longer than most answers. */
  readonly stdin: () => Input;
  /** The command as typed, without the program's name: for the run record and for "type this again". */
  readonly commandLine: string;
}

/** What a verb ends with: the documented value for JSON and YAML, and the text drawn from it. */
export interface Answer<Value = unknown> {
  readonly value: Value;
  readonly text: (screen: Screen) => string;
  /** What is printed for each of the verb's own forms. */
  readonly forms?: Readonly<Record<string, () => string>>;
  /** Set when the verb ends otherwise than "done": 3 for a check that found something, a child's code for `exec`. */
  readonly exitCode?: number;
  /** For a verb that goes on after its answer, as a server does: ends when it ends. */
  readonly lasts?: () => Promise<void>;
}

export interface VerbInput<A extends Arguments, F extends Flags> {
  readonly arguments: ArgumentValues<A>;
  readonly flags: FlagValues<F>;
  /** The flags that stood on the command line (or in their environment variable). */
  readonly given: ReadonlySet<keyof F>;
}

/** One verb of the command line, as data and the paragraph that runs it. */
export interface Verb<A extends Arguments = Arguments, F extends Flags = Flags> {
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What else the help should say, in short paragraphs. */
  readonly description?: string;
  readonly arguments: A;
  readonly flags: F;
  /** At least two real command lines, each with what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** Every IAM action that the verb may use. */
  readonly iam: readonly string[];
  /** The verb plans and writes: it takes part in `--dry-run`, confirmation and the run record. */
  readonly mutates: boolean;
  /** What `--output` takes beside text, json and yaml; the answer has a text for each. */
  readonly forms?: readonly string[];
  readonly run: (context: VerbContext, input: VerbInput<A, F>) => Promise<Answer>;
}

/** Fixes the types of a verb's flags and arguments, so that `run` gets them parsed. */
export function defineVerb<const A extends Arguments, const F extends Flags>(verb: Verb<A, F>): Verb<A, F> {
  return verb;
}

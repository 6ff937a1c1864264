import { setMaxListeners } from 'node:events';
import { type ApiLine, formatApiLine } from '../aws/api-log.ts';
import { openAws } from '../aws/aws.ts';
import { systemClock } from '../aws/clock.ts';
import { Failure } from '../failure.ts';
import { type OpenTerminal, openTerminal } from '../terminal/open-terminal.ts';
import { checkQuery, formatAnswer } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type GlobalValues, globalFlagsWith } from '../verb/global-flags.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import type { Request } from './command-line.ts';
import { describeFailure } from './failure-text.ts';
import type { Manifest, VerbFace } from './manifest.ts';
import type { Surroundings } from './surroundings.ts';
import { parseFlags } from './values.ts';
import { verbs } from './verbs.ts';

type VerbRequest = Extract<Request, { kind: 'verb' }>;

/** Runs one verb to its end and prints what it answered. Returns the exit code. */
export async function runVerb(
  request: VerbRequest,
  manifest: Manifest,
  surroundings: Surroundings,
  argv: readonly string[],
): Promise<number> {
  const { stdout, stderr, env } = surroundings;
  const globalFlags = globalFlagsWith(manifest.verbs[request.path]?.forms);
  const global = parseFlags(globalFlags, request.global, env).values;
  const stop = stopSignal(global.timeout);
  const common = { clock: systemClock, signal: stop.signal, env };
  const terminal = openTerminal({
    get stdin() {
      return surroundings.stdin;
    },
    stdout,
    stderr,
    flags: { color: global.noColor ? false : undefined, progress: !global.noProgress, quiet: global.quiet },
    now: () => aws.now(),
    ...common,
  });
  const log = (line: ApiLine) => void stderr.write(`${formatApiLine(line)}\n`);
  const aws = openAws({ ...global, ...common, ...(global.debug && { onCall: log }) });
  const stdin = () => surroundings.stdin;
  const context = { aws, terminal, global, ...common, stdin, commandLine: argv.join(' ') };
  try {
    return await answerVerb(request, manifest, context);
  } catch (error) {
    const reason = error instanceof Failure ? error : (stop.reason() ?? error);
    return await failVerb(reason, global, terminal, surroundings);
  } finally {
    stop.done();
    terminal.close();
    aws.close();
  }
}

async function answerVerb(request: VerbRequest, manifest: Manifest, context: VerbContext): Promise<number> {
  const face = manifest.verbs[request.path];
  const load = verbs[request.path];
  if (!face || !load) throw new Error(`The manifest and the table of verbs differ on "${request.path}"`);
  checkExitcodeFlag(context.global, face);
  const input = readInput(request, face, context.env);
  if (context.global.query) await checkQuery(context.global.query);
  checkForm(context.global, face);
  const { verb } = await load();
  // The manifest is written from the verbs themselves, so that the input has the types of this verb's flags.
  const answer = await verb.run(context, input as never);
  await print(answer, context.global, context.terminal);
  await answer.lasts?.();
  return answer.exitCode ?? 0;
}

function checkExitcodeFlag({ detailedExitcode, dryRun }: GlobalValues, face: VerbFace): void {
  if (!detailedExitcode || (dryRun && face.mutates)) return;
  throw new Failure('usage', '--detailed-exitcode says whether a dry run found changes', {
    hint: face.mutates ? 'add --dry-run' : 'this command changes nothing: leave the flag out',
  });
}

function checkForm({ output, query }: GlobalValues, { forms = [] }: VerbFace): void {
  if (query === undefined || output === undefined || !forms.includes(output)) return;
  throw new Failure('usage', `--query picks from JSON, and ${output} is none`, {
    hint: 'leave out --query, or use --output json',
  });
}

function readInput(request: VerbRequest, face: VerbFace, env: VerbContext['env']) {
  const { values, given } = parseFlags(face.flags, request.flags, env);
  const names = Object.keys(face.arguments);
  const empty = names.find((_, index) => [request.words[index]].flat().some((word) => word?.trim() === ''));
  if (empty)
    throw new Failure('usage', `the argument ${empty.toUpperCase()} is empty`, { hint: 'write its name' });
  return {
    arguments: Object.fromEntries(names.map((name, index) => [name, request.words[index]])),
    flags: values,
    given,
  };
}

async function print(answer: Answer, { output, query }: GlobalValues, terminal: Terminal): Promise<void> {
  const form = { output: (output ?? 'text') as 'text' | 'json' | 'yaml', query };
  const own = answer.forms?.[form.output];
  const text = own ? own() : await formatAnswer(answer, form, await terminal.screen());
  if (text !== '') await terminal.answer(text);
}

async function failVerb(
  error: unknown,
  global: GlobalValues,
  terminal: OpenTerminal,
  { stderr }: Surroundings,
): Promise<number> {
  // Running spinners would draw over what is said now.
  terminal.close();
  const { text, exitCode } = describeFailure(error, global.debug);
  const { value } = error instanceof Failure ? error : {};
  if (value !== undefined && (global.output === 'json' || global.output === 'yaml')) {
    await print({ value, text: () => '' }, global, terminal);
  }
  stderr.write(text);
  return exitCode;
}

/** Ctrl-C and `--timeout` both end a verb in good order; a second Ctrl-C ends the process at once. */
function stopSignal(timeout: number | undefined) {
  const controller = new AbortController();
  // Each call under way listens; a hundred at once are no leak.
  setMaxListeners(0, controller.signal);
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(
      new Failure('interrupted', 'interrupted', { hint: 'run the same command again to go on' }),
    );
  };
  const expire = () => controller.abort(new Failure('timed-out', `gave up after ${timeout} s (--timeout)`));
  const timer = timeout === undefined ? undefined : setTimeout(expire, timeout * 1000);
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    reason: () => controller.signal.reason as unknown,
    done: () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}

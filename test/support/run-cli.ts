import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'bin', 'ecsctl.js');
const pretendTerminal = join(import.meta.dirname, 'pretend-terminal.cjs');

export interface RunOptions {
  /** The whole environment of the child, but for PATH. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** All three streams call themselves a terminal of that width: see `pretend-terminal.cjs`. */
  readonly tty?: { readonly columns: number };
  /** What stdin holds; it ends at once where this is left out. */
  readonly stdin?: string | Uint8Array;
  /** Typed when the conversation shows the question; stdin then stays open until the end. */
  readonly typed?: { readonly at: RegExp; readonly text: string };
  /** Sent when the conversation matches, as Ctrl-C would be. */
  readonly interruptAt?: RegExp;
  /** Ends it at once, as SIGKILL does: it can neither tidy up nor say anything. */
  readonly killedBy?: AbortSignal;
  readonly cwd?: string;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall-clock milliseconds of the whole process. */
  readonly milliseconds: number;
}

/** Runs the built program as a child process, as a shell would. */
export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { env, tty, cwd } = options;
  const began = performance.now();
  const preload = tty ? ['--require', pretendTerminal] : [];
  const child = spawn(process.execPath, [...preload, program, ...argv], {
    cwd,
    env: { PATH: process.env.PATH, ...env, ...(tty && { PRETEND_COLUMNS: String(tty.columns) }) },
  });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  }
  // A program that ends without reading leaves the other end of its stdin broken.
  child.stdin.on('error', () => {});
  if (options.typed === undefined) child.stdin.end(options.stdin ?? '');
  react(child, () => told.stderr, options);
  options.killedBy?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  const [code] = await once(child, 'close');
  return { code, ...told, milliseconds: performance.now() - began };
}

/** Types and interrupts, each once, when the conversation has come so far. */
function react(
  child: ReturnType<typeof spawn>,
  heard: () => string,
  { typed, interruptAt }: RunOptions,
): void {
  let awaiting = typed;
  let interrupting = interruptAt;
  child.stderr?.on('data', () => {
    if (awaiting?.at.test(heard())) {
      child.stdin?.write(awaiting.text);
      awaiting = undefined;
    }
    if (interrupting?.test(heard())) {
      child.kill('SIGINT');
      interrupting = undefined;
    }
  });
}

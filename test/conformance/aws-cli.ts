import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clientEnvironment } from './environment.ts';

/** What a command of `aws` printed, and how it ended. */
export interface AwsResult {
  readonly code: number;
  /** The printed JSON; undefined where nothing was printed. */
  readonly answer: unknown;
  readonly stderr: string;
  /** The name in `An error occurred (NAME) when calling …`. */
  readonly errorName?: string;
}

/** Processes that run the real `aws` command line, as many commands side by side as there are processes. */
export class AwsCli {
  readonly #free: CommandProcess[];
  readonly #all: readonly CommandProcess[];
  readonly #waiting: ((freed: CommandProcess) => void)[] = [];

  constructor(python: string, atOnce = 2) {
    this.#all = Array.from({ length: atOnce }, () => new CommandProcess(python));
    this.#free = [...this.#all];
  }

  /** Runs `aws WORDS…` against the endpoint, and never against anything else. */
  async run(endpoint: string, words: readonly string[]): Promise<AwsResult> {
    const taken = this.#free.pop() ?? (await new Promise<CommandProcess>((free) => this.#waiting.push(free)));
    try {
      return readResult(await taken.run([...words, '--endpoint-url', endpoint, '--output', 'json']));
    } finally {
      const next = this.#waiting.shift();
      if (next) next(taken);
      else this.#free.push(taken);
    }
  }

  close(): void {
    for (const process of this.#all) process.close();
  }
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One process of aws_commands.py; it runs one command after another. */
class CommandProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #told = '';

  constructor(python: string) {
    const script = join(import.meta.dirname, 'python', 'aws_commands.py');
    this.#child = spawn(python, [script], { env: clientEnvironment() });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#told += text;
    });
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async run(words: readonly string[]): Promise<Ended> {
    this.#child.stdin.write(`${JSON.stringify({ words })}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`The process that runs aws has ended: ${this.#told}`);
    return JSON.parse(value) as Ended;
  }

  close(): void {
    this.#child.stdin.end();
  }
}

function readResult({ code, stdout, stderr }: Ended): AwsResult {
  const [, errorName] = /An error occurred \(([^)]+)\) when calling/.exec(stderr) ?? [];
  return {
    code,
    answer: stdout.trim() === '' ? undefined : JSON.parse(stdout),
    stderr: stderr.trim(),
    ...(errorName && { errorName }),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type OpenSandbox, openSandbox, type SandboxSetup } from '../../src/sandbox/open-sandbox.ts';
import { practiceEnvironment } from '../../src/sandbox/practice-environment.ts';
import { recordCalls } from './iam-record.ts';
import { loopbackEnvironment } from './loopback-environment.ts';
import { type RunOptions, type RunResult, runCli } from './run-cli.ts';
import { runWarm } from './warm-program.ts';

/** What the program is to be told about where AWS is. */
type ClientSettings = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

export interface SandboxRoom {
  readonly sandbox: OpenSandbox;
  /** The environment in which a child finds this sandbox, and a home and state folder of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Home, `state/` and anything that a test wants to write live in here. */
  readonly folder: string;
  /** For a client of the SDK that reads back what a command has done. */
  readonly settings: ClientSettings;
  /** Runs the built program on this sandbox; one at a time, so that each request is known to be the command's. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** What the commands wrote since the last call, as `service:Operation`, in order. */
  takeWrites(): string[];
}

/** Opens a sandbox in the test's own process, and closes it however the test ends. */
export async function withSandbox(
  setup: SandboxSetup,
  use: (room: SandboxRoom) => Promise<void>,
): Promise<void> {
  const sandbox = await openSandbox(setup);
  const home = loopbackEnvironment(sandbox.url);
  try {
    await use(roomOf(sandbox, home));
    // What went wrong inside of the sandbox is no finding about the program.
    const bugs = sandbox.ledger.bugs.map(({ operation, error }) => `${operation}: ${error}`);
    if (bugs.length > 0) throw new Error(`The sandbox itself failed:\n${bugs.join('\n')}`);
  } finally {
    await sandbox.close();
    home.remove();
  }
}

/** A command that fails may leave reads behind it, which are its own and not the next one's. Milliseconds. */
async function silence({ underWay }: OpenSandbox, lastPost = 5, patience = 2000): Promise<void> {
  const deadline = performance.now() + patience;
  do await sleep(lastPost);
  while (underWay() > 0 && performance.now() < deadline);
}

function roomOf(sandbox: OpenSandbox, home: ReturnType<typeof loopbackEnvironment>): SandboxRoom {
  const practice = practiceEnvironment(sandbox.url);
  const env = { ...home.env, ...practice };
  let written = 0;
  return {
    sandbox,
    env,
    folder: home.folder,
    settings: {
      endpoint: sandbox.url,
      region: practice.AWS_REGION ?? '',
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    },
    async run(argv, options = {}) {
      const before = sandbox.ledger.entries.length;
      const { env: own, ...more } = options;
      const whole = { ...env, ...own };
      const isPlain = Object.values(more).every((option) => option === undefined);
      const result = await ((isPlain && runWarm(argv, whole)) || runCli(argv, { ...options, env: whole }));
      await silence(sandbox);
      recordCalls(argv, sandbox.ledger.entries.slice(before));
      return result;
    },
    takeWrites() {
      const fresh = sandbox.ledger.writes.slice(written);
      written += fresh.length;
      return fresh.map(({ iamAction }) => iamAction);
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { Failure } from '../failure.ts';
import { defineVerb } from '../verb/verb.ts';
import { sandboxFlags } from './flags.ts';
import { openSandbox } from './open-sandbox.ts';
import { childEnvironment } from './practice-environment.ts';

export const verb = defineVerb({
  summary: 'run a command against a sandbox of its own',
  description:
    'Starts a sandbox, runs the command with its environment, and ends with the command’s exit code.',
  arguments: { command: { help: 'the command, after --', variadic: true } },
  flags: sandboxFlags,
  examples: [
    ['ecsctl sandbox exec -- aws ecs list-services --cluster prod', 'the aws command line on the sandbox'],
    ['ecsctl sandbox exec --faults throttle -- ./deploy.sh', 'see how a script takes throttling'],
  ],
  iam: [],
  mutates: false,
  async run({ env }, { arguments: { command }, flags }) {
    const sandbox = await openSandbox({ ...flags, port: flags.port ?? 0 });
    try {
      const exitCode = await runChild(command, childEnvironment(sandbox.url, env));
      return { value: { exitCode }, text: () => '', exitCode };
    } finally {
      await sandbox.close();
    }
  },
});

/** The child shares the terminal, and with it Ctrl-C; a child ended by a signal counts as a shell counts it. */
async function runChild(
  [program = '', ...words]: readonly string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  const child = spawn(program, words, { stdio: 'inherit', env });
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal ? constants.signals[signal] : 0);
  } catch (error) {
    throw new Failure('usage', `"${program}" cannot be run: ${(error as Error).message}`, {
      hint: 'write the command after --, such as -- aws ecs list-clusters',
    });
  }
}

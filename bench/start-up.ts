import { type Command, type Ratio, ratioOf } from './paired.ts';
import { node, program, startSandbox } from './sandbox.ts';

const floor: Command = { name: 'node -e 0', words: [node, '-e', '0'] };

/** A ratio with the most that it may be. */
export interface Bar extends Ratio {
  readonly bar: number;
}

/** How long the whole process takes to say something, against a Node that does nothing. */
export async function startUp(pairs: number): Promise<Bar[]> {
  const sandbox = await startSandbox();
  try {
    const ecsctl = (name: string, ...words: string[]): Command => ({
      name,
      words: [node, program, ...words],
      env: sandbox.env,
    });
    return [
      { ...ratioOf(ecsctl('--version', '--version'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('--help', '--help'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('scale set --help', 'scale', 'set', '--help'), floor, pairs), bar: 1.25 },
      { ...ratioOf(ecsctl('scale ls -o json', 'scale', 'ls', '-o', 'json'), floor, pairs), bar: 2.2 },
    ];
  } finally {
    sandbox.stop();
  }
}

import { spawnSync } from 'node:child_process';

/** A whole process to be timed. */
export interface Command {
  readonly name: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ratio {
  readonly name: string;
  readonly floor: string;
  /** Medians of the paired runs: milliseconds of the floor, of the command, and of their ratio. */
  readonly floorMs: number;
  readonly ms: number;
  readonly ratio: number;
}

/**
 * Times two commands in turn, A B A B …, since the machine's speed drifts, and takes the median of the pairs' ratios.
 * @throws Error when a command does not end with 0.
 */
export function ratioOf(command: Command, floor: Command, pairs: number): Ratio {
  for (const one of [floor, command]) time(one);
  const runs = Array.from({ length: pairs }, () => ({ floor: time(floor), command: time(command) }));
  return {
    name: command.name,
    floor: floor.name,
    floorMs: median(runs.map((run) => run.floor)),
    ms: median(runs.map((run) => run.command)),
    ratio: median(runs.map((run) => run.command / run.floor)),
  };
}

function time({ name, words, env }: Command): number {
  const [program = '', ...rest] = words;
  const began = performance.now();
  const { status, stderr } = spawnSync(program, rest, { env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

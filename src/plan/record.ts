import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { StepOutcome } from './apply.ts';
import type { Json, Plan } from './plan.ts';

/** What a run leaves behind: the plan and what it overwrote before it began, the outcome when it has ended. */
export interface RunRecord {
  readonly folder: string;
  writeOutcome(outcomes: readonly StepOutcome[]): Promise<void>;
}

interface RecordOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly commandLine: string;
  /** What there was in all, where a plan alone does not tell. */
  readonly inventory?: Json | undefined;
}

/**
 * Opens the record of a run, with all that its plan deletes or overwrites as calls that AWS would take back.
 * Nothing may be written to AWS before this has succeeded.
 * @throws Failure `refused` when the folder cannot be written.
 */
export async function openRecord(
  plan: Plan,
  { env, now, commandLine, inventory }: RecordOptions,
): Promise<RunRecord> {
  const time = now.toISOString().replaceAll(':', '-').replace(/\..*/, 'Z');
  const verb = commandLine.match(/^[a-z]+( [a-z][a-z-]*)?/)?.[0].replace(' ', '-') ?? 'run';
  const folder = join(runsFolder(env), `${time}-${verb}-${process.pid}`);
  const write = (name: string, value: unknown) =>
    writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await write('plan.json', { command: commandLine, at: now.toISOString(), ...plan });
    if (inventory !== undefined) await write('inventory.json', inventory);
    await write(
      'undo.json',
      plan.steps.flatMap(({ id, undo = [] }) => [undo].flat().map((call) => ({ step: id, ...call }))),
    );
  } catch (error) {
    throw new Failure('refused', `the record of this run cannot be written to ${folder}`, {
      hint: 'make room there, or point XDG_STATE_HOME to a folder that can be written; nothing was changed',
      cause: error,
    });
  }
  return {
    folder,
    writeOutcome: (outcomes) =>
      write(
        'outcome.json',
        outcomes.map(({ step, status, error }) => ({ step: step.id, status, error: reason(error) })),
      ),
  };
}

/** Where the records of all runs are, each in a folder that is named by its time and its verb. */
export function runsFolder(env: RecordOptions['env']): string {
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'ecsctl', 'runs');
}

function reason(error: unknown): string | undefined {
  return error instanceof Error ? `${error.name}: ${error.message}` : undefined;
}

import { expect } from 'vitest';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import type { RunResult } from './run-cli.ts';
import type { SandboxRoom } from './sandbox.ts';

/** What the command prints, which has to end well. */
export async function done(room: SandboxRoom, command: string): Promise<RunResult> {
  const result = await room.run([...splitCommand(command), '--yes']);
  expect(result.code, `${command}\n${result.stderr}`).toBe(0);
  return result;
}

/** What the command says when it changes nothing and ends with that code. */
export async function refused(room: SandboxRoom, command: string, code = 1): Promise<string> {
  room.takeWrites();
  const { code: ended, stderr, stdout } = await room.run([...splitCommand(command), '--yes']);
  const came = { code: ended, stdout, writes: room.takeWrites() };
  expect(came, stderr).toEqual({ code, stdout: '', writes: [] });
  return stderr;
}

/** The plan that a dry run of the command shows, which has to find something to change and to write nothing. */
export async function planShown(room: SandboxRoom, command: string): Promise<string> {
  room.takeWrites();
  const dry = await room.run([...splitCommand(command), '--dry-run', '--detailed-exitcode']);
  expect(dry).toMatchObject({ code: 3, stderr: '' });
  expect(room.takeWrites()).toEqual([]);
  return dry.stdout;
}

/** A verb's command line, the command lines of what has to be there before it, and the operations that write. */
export interface Journey {
  readonly command: string;
  readonly before?: readonly string[];
  readonly writes: readonly string[];
}

/**
 * The way of every verb that writes: a dry run writes nothing, the run proper does something, and the second one finds
 * nothing to do. What the run proper wrote is for the test to judge.
 */
export async function writesOf(room: SandboxRoom, { command, before = [] }: Journey): Promise<string[]> {
  for (const line of before) await done(room, line);
  await planShown(room, command);
  await done(room, command);
  const writes = room.takeWrites();
  const again = await room.run([...splitCommand(command), '--dry-run', '--detailed-exitcode']);
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });
  await done(room, command);
  expect(room.takeWrites()).toEqual([]);
  return writes;
}

/** Each operation once: one that AWS does not take yet, right after another, is sent again. */
export function kindsOf(writes: readonly string[]): string[] {
  return [...new Set(writes)].sort();
}

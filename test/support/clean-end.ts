import { expect } from 'vitest';
import type { SandboxSetup } from '../../src/sandbox/open-sandbox.ts';
import { type SandboxRoom, withSandbox } from './sandbox.ts';
import { resourcesOf, touchedBetween } from './world-snapshot.ts';

/** World seconds a second: what takes AWS minutes is over when it is looked at again. */
const speed = 600;

/** A whole clean-up of the lab of the scenarios `leftover` and `tangled`. */
export const cleanUpLab = ['cleanup', '--stack', 'lab', '--delete-data', '--retained', '--yes'];

/** How a clean-up of the lab has ended. */
export interface CleanEnd {
  /** All that is not as it was; nothing but the lab's own should be in here. */
  readonly touched: readonly string[];
  /** Requests that could have changed something. */
  readonly writes: number;
}

/** What is touched in the end where the lab is cleaned up in this way. */
export async function cleanEndOf(
  setup: SandboxSetup,
  cleanUp: (room: SandboxRoom) => Promise<void>,
): Promise<CleanEnd> {
  let end: CleanEnd = { touched: [], writes: 0 };
  await withSandbox({ speed, ...setup }, async (room) => {
    const before = resourcesOf(room.sandbox.world);
    await cleanUp(room);
    const touched = touchedBetween(before, resourcesOf(room.sandbox.world));
    end = { touched, writes: room.takeWrites().length };
  });
  return end;
}

/** One run that has to come to its end. */
export async function cleanUpAtOnce(room: SandboxRoom): Promise<void> {
  const { code, stdout, stderr } = await room.run(cleanUpLab);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('Nothing is left of stack lab.');
}

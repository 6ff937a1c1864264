import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachAtOnce } from '../../src/aws/at-once.ts';
import { sampled, seed } from '../support/bad-input/sample.ts';
import { cleanEndOf, cleanUpAtOnce, cleanUpLab } from '../support/clean-end.ts';
import { nthWrite } from '../support/nth-write.ts';
import type { SandboxRoom } from '../support/sandbox.ts';

/** Sandboxes that are cleaned up at once: most of a clean-up is waiting. */
const roomsAtOnce = 3;

/** To kill a clean-up of `tangled` after each of its writes takes a minute or two. */
const isThorough = process.env.ECSCTL_TEST_EVERY_WRITE !== undefined;
const sample = 6;

/** The first run is killed in the moment in which AWS has done its n-th write, before it hears of it. */
function killedAfter(n: number): (room: SandboxRoom) => Promise<void> {
  return async (room) => {
    expect(await room.run(cleanUpLab, { killedBy: nthWrite(room, n) })).toMatchObject({ code: null });
    expect(recordsIn(room), 'plan, undo and inventory').toEqual([true, true, true]);
    await cleanUpAtOnce(room);
  };
}

function recordsIn({ env }: SandboxRoom): boolean[] {
  const runs = join(env.XDG_STATE_HOME ?? '', 'ecsctl', 'runs');
  const [run = ''] = readdirSync(runs);
  return ['plan.json', 'undo.json', 'inventory.json'].map((name) => existsSync(join(runs, run, name)));
}

it.each([
  { scenario: 'leftover', which: 'each', most: undefined },
  isThorough
    ? { scenario: 'tangled', which: 'each', most: undefined }
    : { scenario: 'tangled', which: `${sample} (with ECSCTL_TEST_EVERY_WRITE=1 each)`, most: sample },
])(
  'a clean-up of $scenario that was killed after $which of its writes ends well when it is typed again',
  async ({ scenario, most }) => {
    const end = await cleanEndOf({ scenario }, cleanUpAtOnce);
    const all = Array.from({ length: end.writes }, (_, index) => index + 1);
    const writes = most === undefined ? all : sampled(fc.constantFrom(...all), most);
    const killed = async (n: number) => {
      const { touched } = await cleanEndOf({ scenario }, killedAfter(n));
      expect(touched, `killed after write ${n}; ECSCTL_TEST_SEED=${seed}`).toEqual(end.touched);
    };
    await eachAtOnce(writes, killed, roomsAtOnce);
  },
  300_000,
);

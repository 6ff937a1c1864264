import { describe, expect, it } from 'vitest';
import { surge } from '../../src/sandbox/world/surge.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

/** Lets `minutes` pass in the sandbox, ten seconds at a step. */
function pass({ sandbox: { world } }: SandboxRoom, minutes: number): void {
  world.clock.advance(minutes * 60);
  world.settle();
}

interface Status {
  readonly tasks: { readonly desired: number };
  readonly activities: unknown;
}

async function status({ run }: SandboxRoom): Promise<Status> {
  const { stdout, stderr, code } = await run(['scale', 'status', 'prod/web', '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const reads = (value: unknown): string => JSON.stringify(value);

describe('a load that breaches its target', () => {
  it('is followed by target tracking, and the activity says why', async () => {
    await withSandbox({}, async (room) => {
      await room.run(['scale', 'set', 'prod/web', '--min', '2', '--max', '10', '--requests', '800', '--yes']);
      surge(room.sandbox.world, { service: 'prod/web', perSecond: 120 });
      pass(room, 12);
      const { tasks, activities } = await status(room);
      expect(tasks).toMatchObject({ desired: 9 });
      expect(reads(activities)).toContain('requests per target above 800 for 3m');
    });
  });

  it('is followed by step policies, by the step that the metric has reached', async () => {
    await withSandbox({}, async (room) => {
      await room.run(['scale', 'set', 'prod/web', '--min', '2', '--max', '10', '--yes']);
      await room.run(['scale', 'step', 'prod/web', '--metric', 'cpu', '--out', '70:+1,85:+3', '--yes']);
      const before = await status(room);
      surge(room.sandbox.world, { service: 'prod/web', perSecond: 120 });
      pass(room, 4);
      const after = await status(room);
      expect(after.tasks.desired).toBe(before.tasks.desired + 3);
    });
  });

  it('is not followed while scaling out is suspended, and the status says so', async () => {
    await withSandbox({}, async (room) => {
      await room.run(['scale', 'set', 'prod/web', '--min', '2', '--max', '10', '--requests', '800', '--yes']);
      await room.run(['scale', 'suspend', 'prod/web', 'out', '--yes']);
      const before = await status(room);
      surge(room.sandbox.world, { service: 'prod/web', perSecond: 120 });
      pass(room, 12);
      const after = await status(room);
      expect(after.tasks.desired).toBe(before.tasks.desired);
      expect(reads(after)).toContain('suspended');
    });
  });
});

import { expect, it } from 'vitest';
import { addByHand, forgetLab } from '../support/lab-by-hand.ts';
import { withSandbox } from '../support/sandbox.ts';
import { resourcesOf, touchedBetween } from '../support/world-snapshot.ts';

it.concurrent.each([
  { day: 'all is answered', faults: undefined },
  // Its end can then not be seen by the operation that AWS has begun.
  { day: 'the end of a namespace is answered to nobody', faults: 'lost@servicediscovery:DeleteNamespace x1' },
])(
  'a stack that is gone, with all that it had and more made by hand, goes whole when $day',
  async ({ faults }) => {
    await withSandbox({ scenario: 'tangled', speed: 500, faults }, async (room) => {
      const { world, url } = room.sandbox;
      world.settle();
      const before = resourcesOf(world);
      const call = { world, region: world.region('us-east-1'), now: world.clock.now(), endpoint: url };
      const stray = addByHand(call);
      forgetLab(call);
      const cleanUp = [
        'cleanup',
        '--stack',
        'lab',
        '--delete-data',
        '--delete-task-definitions',
        '--also',
        stray,
      ];

      const { code, stdout, stderr } = await room.run([...cleanUp, '--yes']);
      expect(code, stderr).toBe(0);
      expect(stdout).toContain('Nothing is left of stack lab.');
      const touched = touchedBetween(before, resourcesOf(world));
      // A profile is not the role's: it is only taken out of it.
      expect(touched.filter((key) => !key.startsWith('gone: '))).toEqual(['new: instance profile machines']);
      expect(touched.join('\n')).not.toMatch(/shop|shared|lab-base|lab-start-tasks/);
      const left = [...resourcesOf(world).keys()].filter(
        (key) => /\blab\b/.test(key) && !/lab-base|lab-start-tasks/.test(key),
      );
      expect(left).toEqual([]);

      room.takeWrites();
      expect(await room.run([...cleanUp, '--yes'])).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual([]);
    });
  },
);

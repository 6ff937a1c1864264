import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { withSandbox } from '../support/sandbox.ts';

const commands = [
  'scale set prod/web --min 2 --max 10 --cpu 60 --memory 70 --requests 800 --yes',
  "scale step prod/web --metric cpu --out '70:+1,85:+3' --in '30:-1' --yes",
  "scale schedule prod/web office --window 'MON-FRI 09:00-18:00' --min 3 --yes",
];

describe.each(['throttle=0.3,seed=3', 'lost=0.2,seed=7', 'throttle=0.2,5xx=0.1,reset=0.1,lost=0.1,seed=11'])(
  'a day with %s',
  (faults) => {
    it('ends as a good day does, if need be by typing the command again', async () => {
      await withSandbox({ faults }, async (room) => {
        for (const command of commands) {
          const codes: (number | null)[] = [];
          while (codes.at(-1) !== 0 && codes.length < 5) {
            const { code, stderr } = await room.run(splitCommand(command));
            expect(stderr).not.toContain('bug');
            codes.push(code);
          }
          expect(codes.at(-1), `${command}: ${codes.join(', ')}`).toBe(0);
        }
        room.takeWrites();
        for (const command of commands) {
          const { stdout } = await room.run(splitCommand(command));
          expect(stdout).toContain('nothing to do');
        }
        expect(room.takeWrites()).toEqual([]);
      });
    }, 60_000);
  },
);

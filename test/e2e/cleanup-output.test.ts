import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/cleanup/show/inventory.ts';
import { showInventory, showLeft, showTotal, showVerdict } from '../../src/cleanup/show/render.ts';
import { plainPaint, type Screen } from '../../src/terminal/screen.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

/** A pipe, in which nothing is cut or aligned. */
const pipe: Screen = { width: 80, aligned: false, paint: plainPaint, now: new Date(0) };

interface Answer {
  readonly subject: string;
  /** Of a check. */
  readonly inventory?: readonly Row[];
  readonly left?: readonly Row[];
  /** Of a plan and of a result. */
  readonly preview?: readonly Row[];
  readonly outcome?: readonly { readonly status: string }[];
  readonly record?: string;
  /** Of a refusal. */
  readonly obstacles?: readonly { readonly what: string; readonly remedy?: string }[];
}

async function asJson(room: SandboxRoom, argv: readonly string[]): Promise<Answer> {
  return JSON.parse((await room.run([...argv, '-o', 'json'])).stdout);
}

const lines = (...parts: readonly string[]) => `${parts.filter(Boolean).join('\n')}\n`;

describe.each([
  { scenario: 'leftover', more: [] },
  { scenario: 'tangled', more: ['--delete-data', '--retained'] },
])('what a clean-up of $scenario says in words', ({ scenario, more }) => {
  const cleanUp = ['cleanup', '--stack', 'lab', ...more];

  it('can be written from the JSON of the check and of the plan alone', async () => {
    await withSandbox({ scenario, speed: 600 }, async (room) => {
      const { subject, inventory = [], left = [] } = await asJson(room, [...cleanUp, '--check']);
      const check = await room.run([...cleanUp, '--check']);
      expect(check.stdout).toBe(lines(showInventory(inventory, pipe), showVerdict(subject, left, pipe)));

      const { preview = [] } = await asJson(room, [...cleanUp, '--dry-run']);
      const plan = await room.run([...cleanUp, '--dry-run']);
      expect(plan.stdout).toBe(lines(showInventory(preview, pipe), showTotal(preview, pipe)));
      expect(preview).toEqual(inventory);
    });
  });
});

describe('what a clean-up says when it has ended', () => {
  it('can be written from the JSON of the result alone', async () => {
    await withSandbox({ scenario: 'leftover', speed: 600 }, async (room) => {
      const cleanUp = ['cleanup', '--stack', 'lab'];
      const result = await room.run([...cleanUp, '--yes', '-o', 'json']);
      const done: Answer = JSON.parse(result.stdout);
      const { subject, preview = [] } = done;
      expect(result.stderr).toContain(lines(showInventory(preview, pipe), showTotal(preview, pipe)));
      expect(result.stderr).toContain(`is kept in ${done.record}\n`);
      expect(result.stderr.match(/^[✔✖] /gm)?.length).toBeLessThanOrEqual(done.outcome?.length ?? 0);
      expect(done.left).toEqual([]);

      const again = await asJson(room, [...cleanUp, '--yes']);
      const nothing = await room.run([...cleanUp, '--yes']);
      expect(again).toMatchObject({ subject, changed: false, left: [] });
      const rest = showInventory(again.preview ?? [], pipe);
      expect(nothing.stdout).toBe(lines(rest, showLeft(subject, again.left ?? [], pipe)));
    });
  });
});

describe('a clean-up that is refused', () => {
  it('says in JSON what is in the way and what would help, as it does in words', async () => {
    await withSandbox({ scenario: 'tangled' }, async (room) => {
      const cleanUp = ['cleanup', '--stack', 'lab', '--yes'];
      const words = await room.run(cleanUp);
      const { obstacles = [], inventory = [] } = await asJson(room, cleanUp);
      expect(obstacles).toEqual([
        { what: expect.stringContaining('log group /ecs/lab-web'), remedy: '--delete-data' },
      ]);
      for (const { what, remedy = '' } of obstacles) {
        expect(words.stderr).toContain(`  ${what}\n`);
        expect(words.stderr).toMatch(new RegExp(`^hint: .*${remedy}`, 'm'));
      }
      expect(words.stderr).toContain(lines(showInventory(inventory, pipe), showTotal(inventory, pipe)));
    });
  });
});

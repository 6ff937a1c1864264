import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseEstate } from '../../../support/estates/raise-estate.ts';
import { anyChoices, anyEstate } from '../../../support/estates/wishes.ts';
import { checkWorld, type Outcome } from './check-world.ts';

/** How many worlds are tried; ECSCTL_TEST_WORLDS=1000 tries more. */
const worlds = Number(process.env.ECSCTL_TEST_WORLDS ?? 60);

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsctl-cleanup-'));
});
afterAll(() => rmSync(home, { recursive: true }));

describe('cleanup --stack, whatever there is', () => {
  it('deletes all of the stack and nothing else, in an order that AWS takes, and once', async () => {
    const outcomes = new Map<Outcome, number>();
    await fc.assert(
      fc.asyncProperty(anyEstate, anyChoices, async (wishes, choices) => {
        const records = mkdtempSync(join(home, 'world-'));
        const outcome = await checkWorld(raiseEstate(wishes), choices, records);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }),
      { numRuns: worlds },
    );
    // Were everything refused, the rest would be true of it, too.
    expect(outcomes.get('cleaned') ?? 0).toBeGreaterThan(worlds / 2);
  }, 600_000);
});

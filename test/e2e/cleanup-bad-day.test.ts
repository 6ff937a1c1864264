import { expect, it } from 'vitest';
import { cleanEndOf, cleanUpAtOnce, cleanUpLab } from '../support/clean-end.ts';
import type { SandboxRoom } from '../support/sandbox.ts';

/** The command is typed so many times at most. */
const mostRuns = 6;

/** Where 3 of 10 requests are throttled, a clean-up of `tangled` waits for more than a minute. */
const isThorough = process.env.ECSCTL_TEST_WORST_DAYS !== undefined;
const worst = 'throttle=0.3,5xx=0.1,lost=0.05';

async function again(room: SandboxRoom): Promise<void> {
  const codes: (number | null)[] = [];
  while (codes.at(-1) !== 0 && codes.length < mostRuns) {
    const { code, stderr } = await room.run(cleanUpLab);
    expect(stderr).not.toContain('bug');
    codes.push(code);
  }
  expect(codes.at(-1), codes.join(', ')).toBe(0);
}

it.concurrent.each([
  { scenario: 'leftover', faults: `${worst},seed=3` },
  // When it is tried again, the load balancer that had led to the group is gone.
  { scenario: 'leftover', faults: '5xx@ec2:DeleteSecurityGroup x6' },
  { scenario: 'tangled', faults: 'throttle=0.1,5xx=0.05,lost=0.05,seed=4' },
  ...(isThorough ? [5, 6, 7].map((seed) => ({ scenario: 'tangled', faults: `${worst},seed=${seed}` })) : []),
])(
  'a clean-up of $scenario on a day with $faults ends as on a good one, if need be by typing it again',
  async ({ scenario, faults }) => {
    const [good, bad] = await Promise.all([
      cleanEndOf({ scenario }, cleanUpAtOnce),
      cleanEndOf({ scenario, faults }, again),
    ]);
    expect(bad.touched).toEqual(good.touched);
  },
  600_000,
);

import { describe, expect, it } from 'vitest';
import type { StepEvent, StepStatus } from '../../../src/plan/apply.ts';
import { narrate } from '../../../src/plan/narrate.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeTerminal } from '../../support/fake-terminal.ts';
import { aPlan, aStep } from '../../support/plans.ts';

const series = 'deregister task definitions of web';

function revisions(count: number): Step[] {
  return Array.from({ length: count }, (_, index) =>
    aStep(`r${index}`, { series, resource: { type: 'task definition', id: `web:${index + 1}` } }),
  );
}

/** Keeps what its lines of progress showed meanwhile, too. */
class WatchedTerminal extends FakeTerminal {
  readonly updates: string[] = [];

  override async progress(): Promise<Awaited<ReturnType<FakeTerminal['progress']>>> {
    const progress = await super.progress();
    return { ...progress, update: (...words: string[]) => void this.updates.push(...words) };
  }
}

/** Tells of steps that end one after the other, some milliseconds apart. */
async function told(
  plan: Plan,
  { terminal, apart, endsOf }: { terminal: FakeTerminal; apart: number; endsOf?: (step: Step) => StepStatus },
): Promise<void> {
  const clock = new FakeClock();
  const { tell, finished } = narrate(terminal, plan, clock);
  for (const step of plan.steps) {
    const status = endsOf?.(step) ?? 'done';
    const events: StepEvent[] = [
      { kind: 'started', step },
      {
        kind: 'ended',
        outcome: { step, status, ...(status === 'failed' && { error: new Error('no luck') }) },
      },
    ];
    tell(events[0] as StepEvent);
    clock.advance(apart);
    tell(events[1] as StepEvent);
  }
  await finished();
}

describe('single steps', () => {
  it('have a line each', async () => {
    const terminal = new FakeTerminal(true);
    const plan = aPlan([aStep('a'), aStep('b'), aStep('c')]);
    await told(plan, { terminal, apart: 10, endsOf: ({ id }) => (id === 'b' ? 'failed' : 'done') });
    expect(terminal.said).toEqual(['✔ create thing a', '✖ create thing b: no luck', '✔ create thing c']);
  });
});

describe('a series', () => {
  it('has one line, which says how far it is, how fast, and how long it will take', async () => {
    const terminal = new WatchedTerminal(true);
    await told(aPlan(revisions(100)), { terminal, apart: 1250 });
    expect(terminal.said).toEqual([`✔ ${series}: 100 in 2m5s`]);
    expect(terminal.updates).toHaveLength(99);
    expect(terminal.updates[0]).toBe(`${series}: 1 of 100`);
    expect(terminal.updates[59]).toBe(`${series}: 60 of 100, 0.8 a second, 50s left`);
  });

  it('goes by its speed of late: a burst at the beginning promises nothing', async () => {
    const terminal = new WatchedTerminal(true);
    const clock = new FakeClock();
    const plan = aPlan(revisions(1000));
    const { tell, finished } = narrate(terminal, plan, clock);
    for (const [index, step] of plan.steps.slice(0, 200).entries()) {
      clock.advance(index < 100 ? 0 : 1000);
      tell({ kind: 'ended', outcome: { step, status: 'done' } });
    }
    await finished();
    expect(terminal.updates.at(-1)).toBe(`${series}: 200 of 1,000, 1 a second, 13m20s left`);
  });

  it('is drawn a few times a second at the most', async () => {
    const terminal = new WatchedTerminal(true);
    await told(aPlan(revisions(1000)), { terminal, apart: 10 });
    expect(terminal.updates).toHaveLength(39);
  });

  it('without a terminal is a line every half minute, and one at the end', async () => {
    const terminal = new WatchedTerminal();
    await told(aPlan(revisions(100)), { terminal, apart: 1250 });
    expect(terminal.said).toEqual([
      `${series}: 24 of 100, 0.8 a second, 1m35s left`,
      `${series}: 48 of 100, 0.8 a second, 1m5s left`,
      `${series}: 72 of 100, 0.8 a second, 35s left`,
      `${series}: 96 of 100, 0.8 a second, 5s left`,
      `✔ ${series}: 100 in 2m5s`,
    ]);
    expect(terminal.updates).toEqual([]);
  });

  it('ends with how many there were of each when not all went well', async () => {
    const terminal = new FakeTerminal();
    const endsOf = ({ id }: Step): StepStatus =>
      id === 'r3' ? 'failed' : id === 'r9' || id === 'r8' ? 'not tried' : 'done';
    await told(aPlan(revisions(10)), { terminal, apart: 10, endsOf });
    expect(terminal.said).toEqual([`✖ ${series}: 7 of 10 done, 1 failed, 2 not tried`]);
  });

  it('counts things where a call takes several', async () => {
    const terminal = new FakeTerminal();
    const batches = ['web:1 … web:10', 'web:11, web:12'].map((id, index) =>
      aStep(`b${index}`, { series, resource: { type: 'task definition', id } }),
    );
    await told(aPlan(batches), { terminal, apart: 1000 });
    expect(terminal.said).toEqual([`✔ ${series}: 12 in 2s`]);
  });
});

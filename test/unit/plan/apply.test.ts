import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApplyOptions, applyPlan, type StepEvent } from '../../../src/plan/apply.ts';
import { type ApiCall, outputOf, type Plan } from '../../../src/plan/plan.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { anyPlan, aPlan, aStep } from '../../support/plans.ts';

type Send = ApplyOptions['send'];

function named(name: string): Error {
  return Object.assign(new Error(`AWS says ${name}`), { name });
}

/** Answers each call after a while, so that steps that may run at once do; knows who ran when. */
function bench(failing: ReadonlySet<string> = new Set(), random = () => 1) {
  const log: string[] = [];
  const under = { way: 0, most: 0 };
  const send: Send = async ({ input }) => {
    const id = String(input.Name);
    log.push(`begin ${id}`);
    under.way += 1;
    under.most = Math.max(under.most, under.way);
    for (let turn = 0; turn < random(); turn += 1) await new Promise(setImmediate);
    under.way -= 1;
    log.push(`end ${id}`);
    if (failing.has(id)) throw named('NoLuck');
    return { Arn: `arn:${id}` };
  };
  return { log, under, send };
}

async function apply(plan: Plan, options: Partial<ApplyOptions> = {}) {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const outcomes = await applyPlan(plan, { send: bench().send, clock, signal, ...options });
  return {
    outcomes,
    clock,
    statuses: Object.fromEntries(outcomes.map(({ step, status }) => [step.id, status])),
  };
}

/** Ids of the steps that wait, directly or not, for one of these. */
function behind(plan: Plan, failing: ReadonlySet<string>): Set<string> {
  const lost = new Set<string>();
  for (let before = -1; before !== lost.size; ) {
    before = lost.size;
    for (const { id, after } of plan.steps) {
      if (after.some((earlier) => failing.has(earlier) || lost.has(earlier))) lost.add(id);
    }
  }
  return lost;
}

describe('carrying out any plan', () => {
  const setting = fc.record({
    plan: anyPlan,
    failing: fc.uniqueArray(
      fc.nat(11).map((index) => `s${index}`),
      { maxLength: 3 },
    ),
    concurrency: fc.integer({ min: 1, max: 4 }),
    turns: fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
  });

  it('begins no step before all that it waits for have ended well', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ plan, failing, concurrency, turns }) => {
        const { log, send } = bench(new Set(failing), () => turns.next().value ?? 1);
        await apply(plan, { send, concurrency });
        for (const { id, after } of plan.steps) {
          const began = log.indexOf(`begin ${id}`);
          if (began < 0) continue;
          for (const earlier of after) {
            expect(failing).not.toContain(earlier);
            expect(log.slice(0, began)).toContain(`end ${earlier}`);
          }
        }
      }),
    );
  });

  it('never has more steps under way than it may', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ plan, concurrency, turns }) => {
        const { under, send } = bench(new Set(), () => turns.next().value ?? 1);
        await apply(plan, { send, concurrency });
        expect(under.most).toBeLessThanOrEqual(concurrency);
        expect(under.way).toBe(0);
      }),
    );
  });

  it('leaves out exactly what stands behind a failed step, and does all the rest', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ plan, failing, concurrency, turns }) => {
        const { send, log } = bench(new Set(failing), () => turns.next().value ?? 1);
        const { statuses, outcomes } = await apply(plan, { send, concurrency });
        const lost = behind(plan, new Set(failing));
        expect(outcomes).toHaveLength(plan.steps.length);
        for (const { id } of plan.steps) {
          const expected = lost.has(id) ? 'not tried' : failing.includes(id) ? 'failed' : 'done';
          expect(statuses[id]).toBe(expected);
          expect(log.filter((line) => line === `begin ${id}`)).toHaveLength(lost.has(id) ? 0 : 1);
        }
      }),
    );
  });

  it('tells of each step once that it began, if it did, and once that it ended', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ plan, failing }) => {
        const events: StepEvent[] = [];
        const { outcomes } = await apply(plan, {
          send: bench(new Set(failing)).send,
          onEvent: (event) => events.push(event),
        });
        const ended = events.flatMap((event) => (event.kind === 'ended' ? [event.outcome] : []));
        expect(ended).toEqual(outcomes);
        const began = events.flatMap((event) => (event.kind === 'started' ? [event.step.id] : []));
        const tried = outcomes.filter(({ status }) => status !== 'not tried').map(({ step }) => step.id);
        expect(began.sort()).toEqual(tried.sort());
      }),
    );
  });
});

describe('a step that fails', () => {
  it('keeps its error', async () => {
    const { outcomes } = await apply(aPlan([aStep('a')]), { send: bench(new Set(['a'])).send });
    expect(outcomes).toMatchObject([{ status: 'failed', error: { name: 'NoLuck' } }]);
  });

  it('has no say over steps beside it', async () => {
    const plan = aPlan([aStep('a'), aStep('b', { after: ['a'] }), aStep('c'), aStep('d', { after: ['c'] })]);
    const { statuses } = await apply(plan, { send: bench(new Set(['a'])).send });
    expect(statuses).toEqual({ a: 'failed', b: 'not tried', c: 'done', d: 'done' });
  });
});

describe('a series', () => {
  const series = 'make things';
  const call = (operation: string, id: string): ApiCall => ({
    service: 'made-up',
    operation,
    input: { Name: id },
  });
  const thousands = Array.from({ length: 10_000 }, (_, index) => aStep(`m${index}`, { series }));

  /** Holds calls of one operation back until it is told to let them go. */
  function gate(held: string) {
    const sent: string[] = [];
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const send: Send = async ({ operation, input }) => {
      sent.push(String(input.Name));
      if (operation === held) await opened;
      return {};
    };
    return { sent, send, open };
  }

  it('has as many steps under way as single ones may be, and no more', async () => {
    const { send, under } = bench();
    await apply(aPlan(thousands.slice(0, 50)), { send, concurrency: 3 });
    expect(under.most).toBe(3);
  });

  it('that waits for its request rate holds up neither single steps nor those that make other calls', async () => {
    const { send, sent, open } = gate('Make');
    const others = [
      aStep('single', { call: call('Read', 'single') }),
      aStep('next', { call: call('Read', 'next'), after: ['single'] }),
      aStep('o1', { series: 'other things', call: call('Other', 'o1') }),
    ];
    const ended = apply(aPlan([...thousands.slice(0, 20), ...others]), { send, concurrency: 2 });
    await new Promise(setImmediate);
    expect(sent.sort()).toEqual(['m0', 'm1', 'next', 'o1', 'single']);
    open();
    expect((await ended).outcomes).toHaveLength(23);
  });

  it('of ten thousand steps is walked in a moment', async () => {
    const chained = thousands.map((step, index) =>
      aStep(`after ${step.id}`, { after: index === 0 ? [step.id] : [step.id, `after m${index - 1}`] }),
    );
    const began = performance.now();
    const { outcomes } = await apply(aPlan([...thousands, ...chained]), { send: async () => ({}) });
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('ends where AWS refuses the caller: the same call for another thing would be refused, too', async () => {
    const send: Send = async ({ input }) => {
      if (String(input.Name).startsWith('m')) throw named('AccessDeniedException');
      return {};
    };
    const steps = [...thousands.slice(0, 100), aStep('behind', { after: ['m99'] }), aStep('other')];
    const { outcomes, statuses } = await apply(aPlan(steps), { send, concurrency: 4 });
    expect(outcomes.filter(({ status }) => status === 'failed').length).toBeLessThanOrEqual(4);
    expect(statuses).toMatchObject({ m99: 'not tried', behind: 'not tried', other: 'done' });
    expect(outcomes).toHaveLength(102);
  });

  it('goes on where AWS refuses one thing', async () => {
    const { send } = bench(new Set(['m0', 'm1']));
    const { statuses } = await apply(aPlan(thousands.slice(0, 10)), { send });
    expect(Object.values(statuses).filter((status) => status === 'done')).toHaveLength(8);
  });
});

describe('an abort', () => {
  it('lets what is under way end, and begins nothing more', async () => {
    const stop = new AbortController();
    const plan = aPlan([aStep('a'), aStep('b', { after: ['a'] }), aStep('c')]);
    const send: Send = async ({ input }) => {
      if (input.Name === 'a') stop.abort(named('Stopped'));
      return {};
    };
    const { statuses } = await apply(plan, { send, signal: stop.signal, concurrency: 1 });
    expect(statuses).toEqual({ a: 'done', b: 'not tried', c: 'not tried' });
  });

  it('before the first step leaves all as it was', async () => {
    const { send, log } = bench();
    const { statuses } = await apply(aPlan([aStep('a'), aStep('b')]), { send, signal: AbortSignal.abort() });
    expect(statuses).toEqual({ a: 'not tried', b: 'not tried' });
    expect(log).toEqual([]);
  });
});

describe('an answer that a later step needs', () => {
  const call = (input: ApiCall['input']): ApiCall => ({ service: 'made-up', operation: 'Make', input });
  const later = (input: ApiCall['input']) =>
    aPlan([aStep('a'), aStep('b', { after: ['a'], call: call(input) })]);

  it('stands in its input, however deep', async () => {
    const sent: unknown[] = [];
    const send: Send = async ({ input }) => {
      sent.push(input);
      return { Arn: 'arn:a', List: [1] };
    };
    const when = new Date(0);
    const arn = outputOf('a', 'Arn');
    await apply(
      later({ Actions: [arn, 'x'], Deep: { Arn: arn, List: outputOf('a', 'List') }, When: when, No: null }),
      {
        send,
      },
    );
    expect(sent[1]).toEqual({
      Actions: ['arn:a', 'x'],
      Deep: { Arn: 'arn:a', List: [1] },
      When: when,
      No: null,
    });
  });

  it('fails the step when it is not in the answer, and nothing is sent', async () => {
    const { send, log } = bench();
    const { outcomes } = await apply(later({ Name: outputOf('a', 'Nothing') }), { send });
    expect(outcomes[1]).toMatchObject({
      status: 'failed',
      error: { message: 'The answer of a holds no Nothing' },
    });
    expect(log).toEqual(['begin a', 'end a']);
  });
});

describe('an error that means "not visible yet"', () => {
  const step = aStep('a', { settles: { errors: ['NotYet'], seconds: 10 } });

  /** Throws these in turn, and then answers. */
  function throwing(...errors: string[]): Send {
    return async () => {
      const name = errors.shift();
      if (name) throw named(name);
      return {};
    };
  }

  it('is tried again with growing pauses', async () => {
    const { statuses, clock } = await apply(aPlan([step]), { send: throwing('NotYet', 'NotYet', 'NotYet') });
    expect(statuses).toEqual({ a: 'done' });
    expect(clock.sleeps).toEqual([250, 500, 1000]);
  });

  it('is believed when the time for it is over', async () => {
    const { outcomes, clock } = await apply(aPlan([step]), { send: throwing(...Array(50).fill('NotYet')) });
    expect(outcomes).toMatchObject([{ status: 'failed', error: { name: 'NotYet' } }]);
    expect(clock.sleeps.reduce((sum, pause) => sum + pause)).toBeLessThan(10_000);
  });

  it('is no excuse for another error', async () => {
    const { statuses, clock } = await apply(aPlan([step]), { send: throwing('NotYet', 'Denied') });
    expect(statuses).toEqual({ a: 'failed' });
    expect(clock.sleeps).toEqual([250]);
  });

  it('is an error for a step that expects none', async () => {
    const { statuses } = await apply(aPlan([aStep('a')]), { send: throwing('NotYet') });
    expect(statuses).toEqual({ a: 'failed' });
  });
});

it('an error that means "it is so already" is the end that was wanted', async () => {
  const plan = aPlan([aStep('a', { goal: ['Gone'] }), aStep('b', { after: ['a'] })]);
  const send: Send = async ({ input }) => {
    if (input.Name === 'a') throw named('Gone');
    return {};
  };
  expect((await apply(plan, { send })).statuses).toEqual({ a: 'done', b: 'done' });
});

describe('a step that waits for a condition', () => {
  const plan = aPlan([aStep('a', { action: 'wait', until: 'steady' }), aStep('b', { after: ['a'] })]);
  const waits: ApplyOptions['waits'] = {
    steady: ({ count }) => {
      if (count === 99) return { kind: 'failed', why: 'it fell over' };
      return Number(count) < 3 ? { kind: 'waiting', for: `${count} of 3` } : { kind: 'done', value: {} };
    },
  };
  const counting = (...counts: number[]): Send => {
    return async () => ({ count: counts.length > 1 ? counts.shift() : counts[0] });
  };

  it('ends when it holds, and says meanwhile what it waits for', async () => {
    const told: string[] = [];
    const { statuses, clock } = await apply(plan, {
      waits,
      send: counting(1, 2, 3),
      onEvent: (event) => void (event.kind === 'waiting' && told.push(event.for)),
    });
    expect(statuses).toEqual({ a: 'done', b: 'done' });
    expect(told).toEqual(['1 of 3', '2 of 3']);
    expect(clock.sleeps).toEqual([500, 1000]);
  });

  it('is done when what it looks at is gone, where that is what is waited for', async () => {
    const gone = aPlan([
      aStep('a', { action: 'wait', until: 'steady', goal: ['Gone'] }),
      aStep('b', { after: ['a'] }),
    ]);
    let looks = 0;
    const send: Send = async ({ input }) => {
      looks += 1;
      if (input.Name === 'a' && looks > 2) throw named('Gone');
      return { count: 1 };
    };
    const { statuses, clock } = await apply(gone, { waits, send });
    expect(statuses).toEqual({ a: 'done', b: 'done' });
    expect(clock.sleeps).toEqual([500, 1000]);
  });

  it('fails when what it looks at is gone and nobody said that this is meant', async () => {
    const send: Send = async () => Promise.reject(named('Gone'));
    expect((await apply(plan, { waits, send })).statuses).toEqual({ a: 'failed', b: 'not tried' });
  });

  it('fails when it can never hold', async () => {
    const { outcomes } = await apply(plan, { waits, send: counting(1, 99) });
    expect(outcomes).toMatchObject([
      { status: 'failed', error: { kind: 'refused', message: 'it fell over' } },
      { status: 'not tried' },
    ]);
  });

  it('is given up after a quarter of an hour', async () => {
    const { outcomes } = await apply(plan, { waits, send: counting(1) });
    expect(outcomes[0]).toMatchObject({ status: 'failed', error: { kind: 'timed-out' } });
  });

  it('is given up when its own patience ends', async () => {
    const { outcomes, clock } = await apply(
      aPlan([aStep('a', { action: 'wait', until: 'steady', patience: 10 })]),
      { waits, send: counting(1) },
    );
    expect(outcomes[0]).toMatchObject({ status: 'failed', error: { kind: 'timed-out' } });
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
  });

  it('is a bug of the planner when nobody knows the condition', async () => {
    const { outcomes } = await apply(plan, { send: counting(1) });
    expect(outcomes[0]).toMatchObject({ error: { message: 'No judge for the wait "steady"' } });
  });
});

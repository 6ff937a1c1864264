import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFlags } from '../../../src/cli/values.ts';
import { Failure } from '../../../src/failure.ts';
import { carryOut, type Undertaking } from '../../../src/plan/carry-out.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { globalFlags } from '../../../src/verb/global-flags.ts';
import type { VerbContext } from '../../../src/verb/verb.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeTerminal } from '../../support/fake-terminal.ts';
import { aPlan, aStep } from '../../support/plans.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsctl-carry-out-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** What is at AWS here: a set of names, to which wanted ones are added. */
interface Estate {
  readonly names: Set<string>;
  /** Names that AWS refuses to make. */
  readonly refused?: readonly string[];
  /** Names that AWS takes and forgets. */
  readonly forgotten?: readonly string[];
  /** Called before each write. */
  readonly onWrite?: (name: string) => void;
}

function undertaking({ names, refused = [], forgotten = [], onWrite }: Estate, wanted: readonly string[]) {
  const writes: string[] = [];
  const make = async (_aws: unknown, input: Readonly<Record<string, unknown>>) => {
    const name = String(input.Name);
    onWrite?.(name);
    writes.push(name);
    if (refused.includes(name)) throw new Failure('refused', `AWS will not have ${name}`);
    if (!forgotten.includes(name)) names.add(name);
    return {};
  };
  const all: Undertaking<ReadonlySet<string>> = {
    read: async () => new Set(names),
    plan: (found): Plan => aPlan(wanted.filter((name) => !found.has(name)).map((name) => aStep(name))),
    operations: { 'made-up': { Make: make } },
  };
  return { ...all, writes };
}

function contextOf(words: Partial<VerbContext['global']> = {}, terminal = new FakeTerminal()) {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const context: VerbContext = {
    aws: {
      client: () => {
        throw new Error('no client is needed');
      },
      inRegion: () => {
        throw new Error('no other region is needed');
      },
      now: () => clock.now(),
      close: () => {},
    },
    terminal,
    clock,
    signal,
    global: { ...parseFlags(globalFlags, {}, {}).values, ...words },
    env: { XDG_STATE_HOME: home },
    stdin: () => process.stdin,
    commandLine: 'made-up make',
  };
  return { context, terminal, clock };
}

const runs = () => join(home, 'ecsctl', 'runs');

async function failureOf(run: Promise<unknown>): Promise<Failure> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw error ?? new Error('it did not fail');
  return error;
}

describe('a dry run', () => {
  it('shows the plan, writes nothing and leaves no record', async () => {
    const work = undertaking({ names: new Set() }, ['a', 'b']);
    const { context, terminal } = contextOf({ dryRun: true, yes: true });
    const { value, text, exitCode } = await carryOut(context, work);
    expect(value).toMatchObject({ subject: 'prod/web', dryRun: true, changed: true });
    expect(text(await terminal.screen())).toContain('prod/web: 2 to create.');
    expect(exitCode).toBe(0);
    expect(work.writes).toEqual([]);
    expect(terminal.said).toEqual([]);
    expect(existsSync(runs())).toBe(false);
  });

  it('ends with 3 when there is something to change and that was asked for', async () => {
    const { context } = contextOf({ dryRun: true, detailedExitcode: true });
    expect((await carryOut(context, undertaking({ names: new Set() }, ['a']))).exitCode).toBe(3);
    expect((await carryOut(context, undertaking({ names: new Set(['a']) }, ['a']))).exitCode ?? 0).toBe(0);
  });

  it('shows what the verb has to show beside the plan', async () => {
    const preview = () => ({ value: ['tomorrow'], text: () => 'next: tomorrow' });
    const { context, terminal } = contextOf({ dryRun: true });
    const answer = await carryOut(context, { ...undertaking({ names: new Set() }, ['a']), preview });
    expect(answer.value.preview).toEqual(['tomorrow']);
    expect(answer.text(await terminal.screen())).toMatch(/1 to create\.\n\nnext: tomorrow$/);
  });
});

describe('an empty plan', () => {
  it('asks nothing, even without a terminal, and says that there is nothing to do', async () => {
    const { context, terminal } = contextOf();
    const { value, text } = await carryOut(context, undertaking({ names: new Set(['a']) }, ['a']));
    expect(value).toMatchObject({ changed: false, plan: { steps: [] } });
    expect(text(await terminal.screen())).toBe('prod/web: nothing to do.');
    expect(terminal.asked).toEqual([]);
    expect(existsSync(runs())).toBe(false);
  });
});

describe('the question', () => {
  it('is put after the plan was shown, and yes carries it out', async () => {
    const work = undertaking({ names: new Set() }, ['a']);
    const { context, terminal } = contextOf({}, new FakeTerminal(true));
    const { value, text } = await carryOut(context, work);
    expect(terminal.asked).toEqual(['Change prod/web?']);
    expect(terminal.said).toEqual([expect.stringContaining('1 to create.'), '✔ create thing a']);
    expect(work.writes).toEqual(['a']);
    expect(value.outcome).toEqual([{ step: 'a', status: 'done' }]);
    expect(text(await terminal.screen())).toBe('prod/web: done, 1 step.');
  });

  it('answered with no ends calmly, with nothing written', async () => {
    const work = undertaking({ names: new Set() }, ['a']);
    const failure = await failureOf(carryOut(contextOf({}, new FakeTerminal(false)).context, work));
    expect(failure).toMatchObject({ kind: 'declined', message: 'prod/web is left as it was' });
    expect(work.writes).toEqual([]);
    expect(existsSync(runs())).toBe(false);
  });

  it('that nobody can answer fails before anything is written', async () => {
    const work = undertaking({ names: new Set() }, ['a']);
    const failure = await failureOf(carryOut(contextOf().context, work));
    expect(failure).toMatchObject({ kind: 'usage', hint: 'add --yes' });
    expect(work.writes).toEqual([]);
  });

  it('is not put with --yes', async () => {
    const { context, terminal } = contextOf({ yes: true });
    await carryOut(context, undertaking({ names: new Set() }, ['a']));
    expect(terminal.asked).toEqual([]);
  });
});

describe('a run', () => {
  it('has its record before the first write', async () => {
    let recorded: string[] = [];
    const onWrite = () => {
      recorded = readdirSync(join(runs(), readdirSync(runs())[0] ?? ''));
    };
    const { context } = contextOf({ yes: true });
    const { value } = await carryOut(context, undertaking({ names: new Set(), onWrite }, ['a']));
    expect(recorded.sort()).toEqual(['plan.json', 'undo.json']);
    expect(readdirSync(value.record ?? '').sort()).toEqual(['outcome.json', 'plan.json', 'undo.json']);
  });

  it('that fails in part says what was done, what failed and why, and gives the answer so far', async () => {
    const work = undertaking({ names: new Set(), refused: ['b'] }, ['a', 'b']);
    const plan = work.plan;
    const chained: typeof work = {
      ...work,
      plan: (found) => ({ ...plan(found), steps: [...plan(found).steps, aStep('c', { after: ['b'] })] }),
    };
    const failure = await failureOf(carryOut(contextOf({ yes: true }).context, chained));
    expect(failure.kind).toBe('partial');
    expect(failure.message).toBe(
      'prod/web: 1 of 3 steps done\n  failed     create thing b: AWS will not have b\n  not tried  create thing c',
    );
    expect(failure.value).toMatchObject({
      changed: true,
      outcome: [
        { step: 'a', status: 'done' },
        { step: 'b', status: 'failed', error: 'AWS will not have b' },
        { step: 'c', status: 'not tried' },
      ],
    });
  });

  it('is done even where its outcome can no longer be written down, and says so', async () => {
    const onWrite = () => rmSync(runs(), { recursive: true });
    const { context, terminal } = contextOf({ yes: true });
    const { value } = await carryOut(context, undertaking({ names: new Set(), onWrite }, ['a']));
    expect(value.outcome).toEqual([expect.objectContaining({ status: 'done' })]);
    expect(terminal.said.join()).toContain('warning: the outcome of this run could not be recorded');
  });

  it('is taken up where it ended by the same command', async () => {
    const names = new Set<string>();
    const { context } = contextOf({ yes: true });
    await failureOf(carryOut(context, undertaking({ names, refused: ['b'] }, ['a', 'b'])));
    const again = undertaking({ names }, ['a', 'b']);
    await carryOut(context, again);
    expect(again.writes).toEqual(['b']);
  });

  it('goes on where its failure has brought up steps that were not tried, and only there', async () => {
    const { context } = contextOf({ yes: true });
    const work = undertaking({ names: new Set(), refused: ['a'] }, ['a']);
    const step = (name: string) => aPlan([aStep(name)]);
    const again = () => (work.writes.includes('b') ? aPlan([]) : step('b'));
    await carryOut(context, { ...work, again });
    expect(work.writes).toEqual(['a', 'b']);

    const inVain = undertaking({ names: new Set(), refused: ['a'] }, ['a']);
    const failure = await failureOf(carryOut(context, { ...inVain, again: () => step('a') }));
    expect(failure.kind).toBe('partial');
    expect(inVain.writes).toEqual(['a']);
  });

  it('that is stopped ends as stopped, and says how far it came', async () => {
    const stop = new AbortController();
    const onWrite = () => stop.abort(new Failure('interrupted', 'interrupted'));
    const work = undertaking({ names: new Set(), onWrite }, ['a', 'b', 'c']);
    const { plan } = work;
    const inARow: typeof work = {
      ...work,
      plan: (found) => ({
        ...plan(found),
        steps: plan(found).steps.map((step, index, all) => ({
          ...step,
          after: all.slice(0, index).map(({ id }) => id),
        })),
      }),
    };
    const { context } = contextOf({ yes: true });
    const failure = await failureOf(carryOut({ ...context, signal: stop.signal }, inARow));
    expect(failure.kind).toBe('interrupted');
    expect(failure.message).toContain('interrupted; 1 of 3 steps done');
    expect(work.writes).toEqual(['a']);
  });

  it('waits for AWS’s reads to catch up with its writes', async () => {
    const names = new Set<string>();
    const late: string[] = [];
    const work = undertaking({ names, forgotten: ['a'], onWrite: (name) => void late.push(name) }, ['a']);
    const { context, clock } = contextOf({ yes: true });
    const read = async () => {
      if (clock.sleeps.length === 3) for (const name of late) names.add(name);
      return new Set(names);
    };
    await carryOut(context, { ...work, read });
    expect(clock.sleeps).toEqual([1000, 1000, 1000]);
  });

  it('is not done when what AWS says then still differs from the plan', async () => {
    const work = undertaking({ names: new Set(), forgotten: ['b'] }, ['a', 'b']);
    const failure = await failureOf(carryOut(contextOf({ yes: true }).context, work));
    expect(failure).toMatchObject({
      kind: 'partial',
      message: 'AWS took every call, yet this still differs from the plan: thing b',
      value: { outcome: [{ status: 'done' }, { status: 'done' }] },
    });
  });
});

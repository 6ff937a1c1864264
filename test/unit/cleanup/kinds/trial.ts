import type { Kind, Search, Wishes } from '../../../../src/cleanup/kind.ts';
import { chainOf, removalsOf } from '../../../../src/cleanup/plan/chain.ts';
import type { Tags, Thing, Tie } from '../../../../src/cleanup/thing.ts';
import { applyPlan, type StepOutcome } from '../../../../src/plan/apply.ts';
import { sendCall } from '../../../../src/plan/operations.ts';
import type { Plan, Step } from '../../../../src/plan/plan.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import type { PracticeWorld } from '../../sandbox/world/practice-world.ts';

export const noWishes: Wishes = {
  deleteData: false,
  deleteTaskDefinitions: false,
  keepTaskDefinitions: false,
};

/** Looks for things of one kind in a practice world, and deletes them by the very steps that a plan makes of them. */
export class Trial {
  readonly kind: Kind;
  readonly aws: SandboxAws;

  constructor(practice: PracticeWorld, kind: Kind) {
    this.kind = kind;
    this.aws = new SandboxAws(practice.world, practice.region.name);
  }

  find(tags: Readonly<Record<string, Tags>> = {}): Promise<readonly Thing[]> {
    return this.kind.find(searchOf(this.aws, tags));
  }

  /** The one thing of that id, name or alias. */
  async thing(name: string, tags: Readonly<Record<string, Tags>> = {}): Promise<Thing> {
    const all = await this.find(tags);
    const thing = all.find((one) => one.id === name || one.name === name || one.aliases?.includes(name));
    if (!thing) throw new Error(`no ${this.kind.name} ${name} among ${all.map(({ id }) => id).join(', ')}`);
    return thing;
  }

  /** The same after the closer look at what may be deleted. */
  async inspected(name: string): Promise<Thing> {
    const thing = await this.thing(name);
    return this.kind.inspect ? this.kind.inspect(thing, this.aws, noWishes) : thing;
  }

  steps(thing: Thing): Step[] {
    const chain = chainOf(
      { thing, evidence: 'owned', why: 'as asked' },
      removalsOf(thing, this.kind, noWishes, false),
    );
    return chain.drafts.map((draft) => ({ ...draft, after: [...draft.after] }));
  }

  /** The names of all calls that deleting it made. Throws what a step failed with, and for a call that the kind does not announce. */
  async remove(thing: Thing): Promise<string[]> {
    const before = this.aws.calls.length;
    const { error } = (await this.attempt(thing)).find(({ status }) => status === 'failed') ?? {};
    if (error) throw error;
    const calls = this.aws.calls.slice(before);
    const allowed = [...this.kind.reads, ...this.kind.writes];
    const beyond = calls.filter(({ service, operation }) => !allowed.includes(`${service}:${operation}`));
    if (beyond.length > 0) throw new Error(`the kind may not call ${beyond[0]?.operation}`);
    return calls.map(({ operation }) => operation);
  }

  attempt(thing: Thing): Promise<StepOutcome[]> {
    const plan: Plan = { subject: thing.id, steps: this.steps(thing), kept: [], warnings: [] };
    return applyPlan(plan, {
      send: (call) => sendCall(call, this.kind.operations ?? {}, this.aws),
      waits: this.kind.waits ?? {},
      clock: this.aws.clock,
      signal: new AbortController().signal,
    });
  }

  /** Makes the calls that put back what was deleted: the last step's first, those of one step in their order. */
  async undo(thing: Thing): Promise<void> {
    const calls = this.steps(thing)
      .reverse()
      .flatMap(({ undo = [] }) => undo);
    for (const call of calls) await sendCall(call, this.kind.operations ?? {}, this.aws);
  }
}

export function searchOf(aws: SandboxAws, tags: Readonly<Record<string, Tags>> = {}): Search {
  return {
    aws,
    region: 'us-east-1',
    wishes: noWishes,
    tagsOf: (arn) => tags[arn] ?? {},
    named: () => new Set(),
  };
}

/** Ties as one line each: `needs target group web-tg, blocks`, with the ids' last parts. */
export function words(ties: readonly Tie[]): string[] {
  return ties.map(({ bond, to, how, blocks, until }) => {
    const id = to.id.startsWith('arn:') ? (to.id.split(/[:/]/).slice(-2).join('/') ?? '') : to.id;
    const ends = `${blocks ? ', blocks' : ''}${until ? ` until ${until}` : ''}`;
    return `${bond} ${to.kind} ${id} (${how})${ends}`;
  });
}

import type { Kind, Removal, Search, Wishes } from '../../../../src/cleanup/kind.ts';
import type { Tags, Thing, Tie } from '../../../../src/cleanup/thing.ts';
import { applyPlan } from '../../../../src/plan/apply.ts';
import { sendCall } from '../../../../src/plan/operations.ts';
import type { ApiCall, Plan } from '../../../../src/plan/plan.ts';
import { SandboxAws, type WorldCall } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const nothing: Wishes = { deleteData: false, deleteTaskDefinitions: false, keepTaskDefinitions: false };

/** A world of its own, in which one kind is looked for and deleted. */
export class KindPractice extends PracticeWorld {
  readonly aws = new SandboxAws(this.world, this.region.name);
  readonly kind: Kind;

  constructor(kind: Kind) {
    super();
    this.kind = kind;
  }

  /** What a finder is given; `named` by kind, `tags` by ARN. */
  search({
    named = {},
    tags = {},
  }: {
    readonly named?: Readonly<Record<string, readonly string[]>>;
    readonly tags?: Readonly<Record<string, Tags>>;
  } = {}): Search {
    return {
      aws: this.aws,
      region: this.region.name,
      wishes: nothing,
      tagsOf: (arn) => tags[arn] ?? {},
      named: (kind) => new Set(named[kind]),
    };
  }

  async find(options?: Parameters<KindPractice['search']>[0]): Promise<readonly Thing[]> {
    return this.kind.find(this.search(options));
  }

  /** The one thing that goes by this id. */
  async thing(id: string, options?: Parameters<KindPractice['search']>[0]): Promise<Thing> {
    const found = (await this.find(options)).find((thing) => thing.id === id);
    if (!found) throw new Error(`no ${this.kind.name} ${id} was found`);
    return found;
  }

  /** The same after the closer look that is given to what may be deleted. */
  async inspected(id: string, options?: Parameters<KindPractice['search']>[0]): Promise<Thing> {
    const thing = await this.thing(id, options);
    return this.kind.inspect ? this.kind.inspect(thing, this.aws, nothing) : thing;
  }

  removals(thing: Thing, wishes: Partial<Wishes> = {}): readonly Removal[] {
    const all = { ...nothing, ...wishes };
    return [...(this.kind.prepare?.(thing, all) ?? []), ...this.kind.remove(thing, all)];
  }

  /** Prepares and removes one as a plan does. The writes that reached AWS; throws the error of a step that failed. */
  async remove(thing: Thing, wishes: Partial<Wishes> = {}): Promise<readonly WorldCall[]> {
    const steps = this.removals(thing, wishes).map(({ name, ...removal }, index, all) => ({
      reason: '',
      changes: [],
      ...removal,
      id: name,
      resource: { type: thing.kind, id: thing.id },
      after: index === 0 ? [] : [all[index - 1]?.name ?? ''],
    }));
    const plan: Plan = { subject: thing.id, steps, kept: [], warnings: [] };
    const before = this.aws.writes.length;
    const outcomes = await applyPlan(plan, {
      send: (call) => this.send(call),
      waits: this.kind.waits ?? {},
      clock: this.aws.clock,
      signal: new AbortController().signal,
    });
    const failed = outcomes.find(({ status }) => status === 'failed');
    if (failed) throw failed.error;
    return this.aws.writes.slice(before);
  }

  /** Sends the calls that would put back what was removed, those of the last step first. */
  async undo(thing: Thing, wishes: Partial<Wishes> = {}): Promise<void> {
    for (const { undo = [] } of [...this.removals(thing, wishes)].reverse()) await this.sendAll(undo);
  }

  async sendAll(calls: ApiCall | readonly ApiCall[]): Promise<void> {
    for (const call of [calls].flat()) await this.send(call);
  }

  send(call: ApiCall) {
    return sendCall(call, this.kind.operations ?? {}, this.aws);
  }
}

/** Ties in words: `within subnet subnet-1, blocks`. */
export function inWords(ties: readonly Tie[]): string[] {
  return ties.map(
    ({ bond, to, blocks, until }) =>
      `${bond} ${to.kind} ${to.id}${blocks ? ', blocks' : ''}${until ? `, until ${until}` : ''}`,
  );
}

/** The names of the calls. */
export function namesOf(calls: readonly WorldCall[]): string[] {
  return calls.map(({ operation }) => operation);
}

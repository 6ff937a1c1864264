import type { Step } from '../../plan/plan.ts';
import type { Finding } from '../judge/finding.ts';
import type { JointRemoval, Kind, Removal, Wishes } from '../kind.ts';
import { keyOf, type Thing } from '../thing.ts';

/** A step whose `after` is still growing. */
export interface Draft extends Omit<Step, 'after'> {
  readonly after: Set<string>;
}

/** The steps that one thing's removal takes, and where others tie in. */
export interface Chain {
  readonly drafts: readonly Draft[];
  /** What must be gone before is waited for by these. */
  readonly begins: readonly Draft[];
  /** The deletion proper, before which a tie that ends early must have ended. */
  readonly deletes: readonly Draft[];
  /** Ids of the steps after which the thing is gone. */
  readonly ends: readonly string[];
  /** Ids by the removal's own names. */
  readonly named: ReadonlyMap<string, string>;
}

/** The chain of one thing, its calls one after the other. */
export function chainOf(finding: Finding, removals: readonly Removal[]): Chain {
  const { thing } = finding;
  const drafts: Draft[] = [];
  for (const { name, ...removal } of removals) {
    const before = drafts.at(-1);
    drafts.push({
      id: `${keyOf(thing)} ${name}`,
      verb: removal.action === 'wait' ? 'wait for the end of' : name,
      resource: resourceOf(thing),
      reason: finding.why,
      changes: [],
      ...removal,
      after: new Set(before ? [before.id] : []),
    });
  }
  const proper = drafts.filter(({ action }) => action === 'delete');
  return {
    drafts,
    begins: drafts.slice(0, 1),
    deletes: proper.slice(0, 1),
    ends: drafts.slice(-1).map(({ id }) => id),
    named: new Map(removals.map(({ name }, index) => [name, drafts[index]?.id ?? ''])),
  };
}

/** The chains of things that go together: each of the steps that name it. */
export function jointChains(joint: readonly JointRemoval[]): ReadonlyMap<string, Chain> {
  const drafts = joint.map(({ step, things }) => ({
    things,
    draft: { ...step, after: new Set(step.after) },
  }));
  const byThing = new Map<string, Draft[]>();
  for (const { things, draft } of drafts) {
    for (const id of things) byThing.set(id, [...(byThing.get(id) ?? []), draft]);
  }
  return new Map(
    [...byThing].map(([id, own]): [string, Chain] => [
      id,
      { drafts: own, begins: own, deletes: own, ends: own.map((draft) => draft.id), named: new Map() },
    ]),
  );
}

/** All calls of a thing's removal; for what CloudFormation deletes, only what must be done before. */
export function removalsOf(thing: Thing, kind: Kind, wishes: Wishes, withStack: boolean): readonly Removal[] {
  const prepared = kind.prepare?.(thing, wishes) ?? [];
  return withStack ? prepared : [...prepared, ...kind.remove(thing, wishes)];
}

export function resourceOf({ kind, name, arn, region }: Thing): Step['resource'] {
  return { type: kind, id: name, region, ...(arn && { arn }) };
}

import type { Plan, Step } from '../../plan/plan.ts';
import { monthlyOf, type Prices } from '../cost/prices.ts';
import type { Found } from '../found.ts';
import type { Finding, Judgement } from '../judge/finding.ts';
import type { Node } from '../judge/graph.ts';
import type { Choices } from '../judge/stay.ts';
import type { Kind } from '../kind.ts';
import { keyOf } from '../thing.ts';
import { heldBy, leads, ownersOf } from './along.ts';
import { type Chain, chainOf, type Draft, jointChains, removalsOf, resourceOf } from './chain.ts';
import { type Route, routeOf } from './route.ts';
import { isInTree, type StackSteps, stackSteps } from './stack-steps.ts';

export interface Ways {
  readonly kinds: readonly Kind[];
  readonly choices: Choices;
  readonly prices: Prices;
}

/**
 * Plans the deletion of all that is doomed: each thing after those that hang on it, what the stack owns with the stack,
 * what only the stack's things needed after it.
 */
export function planCleanup(found: Found, judgement: Judgement, { kinds, choices, prices }: Ways): Plan {
  const { subject } = found;
  const stacks = stackSteps(subject, judgement, choices);
  const waiting = stacks.some(({ root }) => root.status === 'DELETE_IN_PROGRESS');
  // While CloudFormation is at work, what is still there will not be there in a moment: it is looked at again then.
  const doomed = waiting ? [] : judgement.doomed;
  const route = routeOf(doomed, subject);
  const chains = chainsOf(doomed, route, kinds, choices);
  tie(route, chains);
  for (const steps of stacks) tieStack(steps, doomed, route, chains);
  const drafts = new Set([
    ...[...chains.values()].flatMap((chain) => chain.drafts),
    ...stacks.flatMap((steps) => steps.drafts),
  ]);
  const costs = costsOf(doomed, stacks, chains, prices);
  return {
    subject: subject.title,
    steps: [...drafts].map((draft) => stepOf(draft, costs.get(draft.id))),
    kept: judgement.staying.map(({ thing, stay }) => ({
      resource: resourceOf(thing),
      reason: [stay?.reason, stay?.remedy].filter(Boolean).join('; '),
    })),
    warnings: subject.namesakes.map(
      (id) => `an earlier stack of this name has left things, too: ecsctl cleanup --stack ${id}`,
    ),
  };
}

type Chains = ReadonlyMap<string, Chain>;

function chainsOf(
  doomed: readonly Finding[],
  { withStack, directly, graph }: Route,
  kinds: readonly Kind[],
  choices: Choices,
): Chains {
  const chains = new Map<string, Chain>();
  const along = new Set(graph.nodes.flatMap((node) => (ownersOf(node).length > 0 ? [node.thing] : [])));
  for (const kind of kinds) {
    const own = doomed.filter(({ thing }) => thing.kind === kind.name && !along.has(thing));
    const alone = kind.removeTogether ? own.filter(({ thing }) => withStack.has(thing)) : own;
    for (const finding of alone) {
      const removals = removalsOf(finding.thing, kind, choices, withStack.has(finding.thing));
      chains.set(keyOf(finding.thing), chainOf(finding, removals));
    }
    const together = own.map(({ thing }) => thing).filter((thing) => directly.has(thing));
    if (!kind.removeTogether || together.length === 0) continue;
    const joint = jointChains(kind.removeTogether(together, choices));
    for (const [id, chain] of joint) chains.set(keyOf({ kind: kind.name, id }), chain);
  }
  return chains;
}

/** Who has a tie goes before whom it is to. What AWS takes away with its owner is gone when that one is. */
function tie({ graph, directly }: Route, chains: Chains): void {
  const chainOfNode = ({ thing }: Node) =>
    thing && directly.has(thing) ? chains.get(keyOf(thing)) : undefined;
  for (const node of graph.nodes) {
    const chain = chainOfNode(node);
    for (const { to, tie: one } of chain ? node.out : []) {
      const next = to === node ? undefined : chainOfNode(to);
      if (!chain || !next) continue;
      // A tie that ends early lets the other's first steps run beside this thing's.
      const ends = one.until === undefined ? chain.ends : [chain.named.get(one.until) ?? []].flat();
      putAfter(one.until === undefined ? next.begins : next.deletes, ends);
    }
    for (const owner of ownersOf(node)) {
      for (const to of heldBy(node, owner)) {
        putAfter(chainOfNode(to)?.begins ?? [], chainOfNode(owner)?.ends ?? []);
      }
    }
  }
}

function putAfter(drafts: readonly Draft[], ids: readonly string[]): void {
  for (const draft of drafts) for (const id of ids) draft.after.add(id);
}

/** What hangs on the stack's things goes before it, with all preparation; what they hang on comes after it. */
function tieStack(
  { begins, end, ...steps }: StackSteps,
  doomed: readonly Finding[],
  { graph, withStack, directly }: Route,
  chains: Chains,
): void {
  const inTree = new Set(doomed.filter((one) => isInTree(one, { ...steps, end })).map(({ thing }) => thing));
  const before = (ids: readonly string[]) => {
    for (const id of ids) begins?.after.add(id);
  };
  const retained = new Set(
    doomed.filter(({ listed, thing }) => inTree.has(thing) && listed?.retained).map(({ thing }) => thing),
  );
  // What the policy keeps goes last, but for what holds up something that CloudFormation deletes.
  const goesWithTree = ({ thing }: Node) => thing !== undefined && inTree.has(thing) && !retained.has(thing);
  for (const node of graph.nodes) {
    const { thing, out, in: users } = node;
    const chain = thing && chains.get(keyOf(thing));
    if (!thing || !chain) continue;
    const carried = (other: Finding['thing'] | undefined) =>
      other !== undefined && withStack.has(other) && inTree.has(other);
    if (carried(thing)) before(chain.ends);
    if (!directly.has(thing)) continue;
    const keptByPolicy = retained.has(thing) && !leads(node, goesWithTree);
    const isLate = keptByPolicy || users.some(({ from }) => carried(from.thing));
    if (isLate) for (const draft of chain.begins) draft.after.add(end);
    else if (inTree.has(thing) || out.some(({ to }) => carried(to.thing))) before(chain.ends);
  }
}

/** Where the steps' monthly cost is told: with the deletion of the thing, or of the stack that it goes with. */
function costsOf(
  doomed: readonly Finding[],
  stacks: readonly StackSteps[],
  chains: Chains,
  prices: Prices,
): Map<string, number> {
  const costs = new Map<string, number>();
  for (const finding of doomed) {
    const monthly = monthlyOf(finding.thing.charges, prices);
    const own = chains.get(keyOf(finding.thing))?.deletes[0]?.id;
    const step = own ?? stacks.find((steps) => isInTree(finding, steps))?.begins?.id;
    if (monthly !== undefined && step !== undefined) costs.set(step, (costs.get(step) ?? 0) - monthly);
  }
  return costs;
}

function stepOf({ after, ...draft }: Draft, monthly: number | undefined): Step {
  return { ...draft, after: [...after], ...(monthly !== undefined && { monthly }) };
}

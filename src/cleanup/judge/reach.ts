import { nameThing } from '../thing.ts';
import type { Edge, Node } from './graph.ts';
import type { Seed } from './seeds.ts';

/**
 * Everything that ties lead to from the seeds, with the way by which it was reached first. What stays is not passed
 * through: nothing behind it is the stack's on its account.
 */
export function reach(
  seeds: ReadonlyMap<Node, Seed>,
  stays: { has(node: Node): boolean },
): ReadonlyMap<Node, Seed> {
  const reached = new Map([...seeds].filter(([node]) => !stays.has(node)));
  for (const [node] of reached) {
    for (const [next, why] of leadsTo(node)) {
      // Iterating over a map goes on to what is added on the way.
      if (!reached.has(next) && !stays.has(next)) reached.set(next, { node: next, evidence: 'linked', why });
    }
  }
  return reached;
}

/** The nodes that belong to this one by their ties, each with the reason in words. */
export function* leadsTo(node: Node): Generator<[Node, string]> {
  for (const edge of node.out) {
    if (edge.tie.bond === 'needs' || edge.tie.bond === 'part of') yield [edge.to, isNeeded(edge)];
  }
  for (const edge of node.in) {
    const { bond } = edge.tie;
    if (bond === 'serves' || bond === 'part of' || bond === 'lives in') yield [edge.from, isThereFor(edge)];
  }
}

function isNeeded({ from, tie }: Edge): string {
  return `${nameNode(from)} ${tie.how} it`;
}

function isThereFor({ to, tie }: Edge): string {
  return `it ${tie.how} ${nameNode(to)}`;
}

/** `load balancer web-alb`; of what was not found, the id's last part. */
export function nameNode({ ref, thing }: Node): string {
  return nameThing(thing ?? { kind: ref.kind, name: ref.id.split('/').at(-1) ?? ref.id });
}

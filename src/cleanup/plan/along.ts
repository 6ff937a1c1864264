import type { Node } from '../judge/graph.ts';

/**
 * Those among the doomed with which AWS takes the thing away. None of what something of ours deletes, and of what is
 * only waited for, since its owner is gone already.
 */
export function ownersOf({ thing, out }: Node): Node[] {
  if (thing?.automatic === undefined) return [];
  return out.flatMap(({ to, tie }) =>
    (tie.bond === 'lives in' || tie.bond === 'serves') && to.thing ? [to] : [],
  );
}

/**
 * What AWS does not delete before such a thing is gone with its owner: the security group and the subnet of a load
 * balancer's interface. What itself must go before the owner is not held up by it.
 */
export function heldBy({ out }: Node, owner: Node): Node[] {
  const held = out.flatMap(({ to, tie }) => (tie.blocks === true && to !== owner ? [to] : []));
  return held.filter((node) => !leads(node, owner));
}

function leads(from: Node, to: Node): boolean {
  const reached = new Set([from]);
  for (const node of reached) for (const { to: next } of node.out) reached.add(next);
  return reached.has(to);
}

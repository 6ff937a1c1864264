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
  return held.filter((node) => !leads(node, (one) => one === owner));
}

/** Whether the ties of a thing, or of what these lead to, come to such a one. */
export function leads(from: Node, isMeant: (node: Node) => boolean): boolean {
  const reached = new Set(from.out.map(({ to }) => to));
  for (const node of reached) {
    if (isMeant(node)) return true;
    for (const { to } of node.out) reached.add(to);
  }
  return false;
}

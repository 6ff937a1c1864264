import type { Kind } from '../kind.ts';
import type { StackResource, Subject } from '../stack/subject.ts';
import { isAlive, stackNameOf } from '../stack/subject.ts';
import { stackTag } from '../stack/tag-index.ts';
import { refOf } from '../survey.ts';
import type { Ref } from '../thing.ts';
import { isSame, type Unfinished } from '../unfinished.ts';
import type { Evidence } from './finding.ts';
import type { Graph, Node } from './graph.ts';

/** Where the search begins, and what is known of it there. */
export interface Seed {
  readonly node: Node;
  readonly evidence: Evidence;
  readonly why: string;
  readonly listed?: StackResource;
}

/**
 * What the stack's own lists and the tags of things name: the owned and the proven. What a list names and nobody
 * found is a seed, too: a rule may still start tasks in a cluster that is gone. So is what was to be deleted before.
 */
export function seedsOf(
  subject: Subject,
  graph: Graph,
  kinds: readonly Kind[],
  unfinished: readonly Unfinished[] = [],
): Map<Node, Seed> {
  const seeds = new Map<Node, Seed>();
  for (const stack of subject.stacks) {
    for (const resource of stack.resources) {
      const ref = refOf(resource, kinds);
      if (!ref) continue;
      const node = graph.node(ref);
      // The name may have been used again: what was seen deleted is the stack's only if its tag says so.
      if (node.thing && !isListed(resource, isAlive(stack))) continue;
      const why = isAlive(stack)
        ? `${resource.logicalId} in stack ${stack.name}`
        : `stack ${stack.name} left it behind`;
      seeds.set(node, { node, evidence: 'owned', why, listed: resource });
      for (const trace of node.thing ? [] : tracesOf(ref, kinds)) {
        const place = graph.node(trace);
        if (!seeds.has(place)) seeds.set(place, { node: place, evidence: 'linked', why });
      }
    }
  }
  for (const node of graph.nodes) {
    const id = node.thing?.tags[stackTag.id];
    if (id === undefined || !subject.ids.has(id) || seeds.has(node)) continue;
    seeds.set(node, { node, evidence: 'proven', why: `carries the id of stack ${stackNameOf(id)}` });
  }
  for (const one of unfinished) {
    const node = graph.node(one);
    if (!node.thing || !isSame(one, node.thing) || seeds.has(node)) continue;
    seeds.set(node, { node, evidence: 'linked', why: one.why });
  }
  return seeds;
}

function tracesOf({ kind, id }: Ref, kinds: readonly Kind[]): readonly Ref[] {
  return kinds.find(({ name }) => name === kind)?.traces?.(id) ?? [];
}

/** Whether a list says that the resource is there: in a stack that is gone, only what was skipped or failed is. */
function isListed({ status }: StackResource, stackIsAlive: boolean): boolean {
  return stackIsAlive ? status !== 'DELETE_COMPLETE' : /^DELETE_(SKIPPED|FAILED)$/.test(status);
}

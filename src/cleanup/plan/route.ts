import type { Finding } from '../judge/finding.ts';
import { Graph, type Node } from '../judge/graph.ts';
import { rootsOf, type Stack, type Subject } from '../stack/subject.ts';
import type { Thing } from '../thing.ts';

/** Who deletes what: CloudFormation with the stack, or steps of our own. */
export interface Route {
  readonly withStack: ReadonlySet<Thing>;
  readonly directly: ReadonlySet<Thing>;
  /** The ties among all of them. */
  readonly graph: Graph;
}

/**
 * What a living stack owns goes with it, but for what its deletion policy keeps, and for what must be gone before
 * something that itself must be gone before the stack. A stack whose deletion has failed once is worked through: all
 * that is left in it is deleted by steps that say why one of them fails.
 */
export function routeOf(doomed: readonly Finding[], subject: Subject): Route {
  const graph = new Graph(doomed.map(({ thing }) => thing));
  const carriers = new Set(
    rootsOf(subject)
      .filter(carriesItsOwn)
      .flatMap((root) => treeOf(root, subject)),
  );
  const withStack = new Set(
    doomed
      .filter(({ listed }) => listed && !listed.retained && carriers.has(listed.stackId))
      .map(({ thing }) => thing),
  );
  pullOut(graph, withStack);
  const directly = new Set(doomed.map(({ thing }) => thing).filter((thing) => !withStack.has(thing)));
  return { withStack, directly, graph };
}

function carriesItsOwn({ status }: Stack): boolean {
  return status !== 'DELETE_FAILED';
}

/** The ids of a stack and of those nested in it. */
export function treeOf(root: Stack, { stacks }: Subject): string[] {
  const below = stacks.filter(({ parentId }) => parentId === root.id);
  return [root.id, ...below.flatMap((stack) => treeOf(stack, { stacks } as Subject))];
}

/**
 * Something may have to go before a thing of the stack's and after another one, as a listener made by hand on the
 * stack's load balancer for its own service. The other one is then deleted before the stack, too.
 */
function pullOut(graph: Graph, withStack: Set<Thing>): void {
  for (;;) {
    const own = graph.nodes.filter(({ thing }) => thing && withStack.has(thing));
    const late = closure(own, ({ out }) => out.map(({ to }) => to));
    const early = closure(own, (node) => node.in.map(({ from }) => from));
    const torn = [...late].filter((node) => early.has(node) && node.thing && !withStack.has(node.thing));
    if (torn.length === 0) return;
    for (const { thing } of closure(torn, (node) => node.in.map(({ from }) => from))) {
      if (thing) withStack.delete(thing);
    }
  }
}

/** The nodes that can be come to from these, over at least one tie. */
function closure(from: readonly Node[], next: (node: Node) => readonly Node[]): Set<Node> {
  const reached = new Set(from.flatMap(next));
  for (const node of reached) for (const one of next(node)) reached.add(one);
  return reached;
}

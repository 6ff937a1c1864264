import { keyOf, type Ref, type Thing, type Tie } from '../thing.ts';

/** A thing, or what ties and stacks speak of and nobody found. */
export interface Node {
  readonly ref: Ref;
  readonly thing?: Thing;
  /** The ties that it has. */
  readonly out: Edge[];
  /** The ties that others have to it. */
  readonly in: Edge[];
}

export interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly tie: Tie;
}

/** All things of a survey with their ties in both directions. */
export class Graph {
  readonly nodes: readonly Node[];
  readonly #byName = new Map<string, Node>();

  constructor(things: readonly Thing[]) {
    this.nodes = things.map((thing) => this.#add({ ref: thing, thing, out: [], in: [] }, thing));
    for (const from of this.nodes) {
      for (const tie of from.thing?.ties ?? []) {
        const edge = { from, to: this.node(tie.to), tie };
        from.out.push(edge);
        edge.to.in.push(edge);
      }
    }
  }

  /** The node of that id or alias; one without a thing where nothing was found. */
  node(ref: Ref): Node {
    return this.#byName.get(keyOf(ref)) ?? this.#add({ ref, out: [], in: [] });
  }

  #add(node: Node, thing?: Thing): Node {
    for (const id of [node.ref.id, ...(thing?.aliases ?? [])]) {
      this.#byName.set(keyOf({ kind: node.ref.kind, id }), node);
    }
    return node;
  }
}

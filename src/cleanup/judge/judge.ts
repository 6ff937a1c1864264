import type { Kind } from '../kind.ts';
import { isAlive, type Subject } from '../stack/subject.ts';
import { stackTag } from '../stack/tag-index.ts';
import { refOf } from '../survey.ts';
import { keyOf, type Thing } from '../thing.ts';
import type { Unfinished } from '../unfinished.ts';
import type { Finding, Judgement, Stay } from './finding.ts';
import { Graph, type Node } from './graph.ts';
import { leadsTo, nameNode, reach } from './reach.ts';
import { type Seed, seedsOf } from './seeds.ts';
import { type Choices, isMeant, isOnItsWayOut, stayOf } from './stay.ts';

export interface Evidential {
  readonly subject: Subject;
  readonly things: readonly Thing[];
  readonly kinds: readonly Kind[];
  readonly choices: Choices;
  /** Key of a thing without tags → id of the living stack that owns it. */
  readonly claims?: ReadonlyMap<string, string>;
  /** Suspicion falls on whatever is idle in the region, and not only in the stack's own network. */
  readonly everywhere?: boolean;
  /** What was to be deleted before, and what has led to it may be gone. */
  readonly unfinished?: readonly Unfinished[];
}

/** Says of everything that was found whether it is the stack's, how sure that is, and whether it goes. */
export function judge(given: Evidential): Judgement {
  const { subject, kinds, choices, everywhere = false } = given;
  const graph = new Graph(given.things);
  const claims = claimsOf(graph, given.claims);
  const seeds = seedsOf(subject, graph, kinds, given.unfinished);
  const stays = new Map<Node, Stay>();
  const reasons = new Map<Node, Seed>();
  let suspects: Seed[] = [];
  for (;;) {
    const doomed = reach(seeds, stays);
    for (const [node, seed] of doomed) reasons.set(node, reasons.get(node) ?? seed);
    suspects = suspectsOf(graph, { doomed, seeds, stays, claims, everywhere });
    const called = suspects.filter(({ node }) => isMeant(node, choices.also));
    for (const seed of called) seeds.set(seed.node, seed);
    const law = { subject, choices, kinds, claims, doomed };
    const more = called.length > 0 ? [] : newStays(doomed, law);
    for (const [node, stay] of more) stays.set(node, stay);
    if (called.length === 0 && more.length === 0) {
      return {
        doomed: [...doomed.values()].flatMap((seed) => findingOf(seed) ?? []),
        staying: nearby(stays, doomed, seeds).flatMap(([node, stay]) =>
          stay.quiet ? [] : (findingOf(reasons.get(node), stay) ?? []),
        ),
        suspected: suspects.flatMap((seed) => findingOf(seed) ?? []),
        others: othersOf(subject, kinds),
      };
    }
  }
}

function newStays(doomed: ReadonlyMap<Node, Seed>, law: Parameters<typeof stayOf>[1]): [Node, Stay][] {
  return [...doomed.values()].flatMap((seed): [Node, Stay][] => {
    const stay = stayOf(seed, law);
    return stay ? [[seed.node, stay]] : [];
  });
}

/** What stays next to what goes, or is the stack's own. What was come to only through these is nobody's concern. */
function nearby(
  stays: ReadonlyMap<Node, Stay>,
  doomed: ReadonlyMap<Node, Seed>,
  seeds: ReadonlyMap<Node, Seed>,
): [Node, Stay][] {
  const near = new Set(seeds.keys());
  for (const node of [...doomed.keys(), ...seeds.keys()]) for (const [next] of leadsTo(node)) near.add(next);
  return [...stays].filter(([node]) => near.has(node));
}

function findingOf(seed: Seed | undefined, stay?: Stay): Finding | undefined {
  if (!seed?.node.thing) return undefined;
  const { node, evidence, why, listed } = seed;
  return {
    thing: node.thing as Thing,
    evidence,
    why,
    ...(listed && { listed }),
    ...(stay && { stay }),
  };
}

function claimsOf(graph: Graph, claims: Evidential['claims'] = new Map()): Map<Node, string> {
  return new Map(
    graph.nodes.flatMap((node): [Node, string][] => {
      const id = claims.get(keyOf(node.ref));
      return id === undefined ? [] : [[node, id]];
    }),
  );
}

interface Reached {
  readonly doomed: ReadonlyMap<Node, Seed>;
  readonly seeds: ReadonlyMap<Node, Seed>;
  readonly stays: ReadonlyMap<Node, Stay>;
  readonly claims: ReadonlyMap<Node, string>;
  readonly everywhere: boolean;
}

/** What looks unused, is in a place of the stack's, and carries nobody's name. */
function suspectsOf(graph: Graph, { doomed, seeds, stays, claims, everywhere }: Reached): Seed[] {
  return graph.nodes.flatMap((node): Seed[] => {
    const { thing } = node;
    if (thing?.idle === undefined || doomed.has(node) || stays.has(node) || claims.has(node)) return [];
    if (thing.automatic !== undefined || isOnItsWayOut(node) || thing.tags[stackTag.id]) return [];
    const suspected = { node, evidence: 'suspected' } as const;
    if (everywhere) return [{ ...suspected, why: thing.idle }];
    const place = node.out.find(
      ({ to, tie }) =>
        (tie.bond === 'within' || tie.bond === 'lives in') &&
        (doomed.has(to) || seeds.get(to)?.evidence === 'owned'),
    );
    if (!place) return [];
    return [{ ...suspected, why: `${thing.idle}, and it ${place.tie.how} ${nameNode(place.to)}` }];
  });
}

function othersOf({ stacks }: Subject, kinds: readonly Kind[]): Judgement['others'] {
  return stacks
    .filter(isAlive)
    .flatMap(({ resources }) => resources)
    .filter((resource) => resource.status !== 'DELETE_COMPLETE' && !refOf(resource, kinds))
    .filter(({ type }) => type !== 'AWS::CloudFormation::Stack');
}

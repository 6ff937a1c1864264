import type { Kind, Wishes } from '../kind.ts';
import { sizeOf } from '../show/size.ts';
import { type Subject, stackNameOf } from '../stack/subject.ts';
import { stackTag } from '../stack/tag-index.ts';
import type { Stay } from './finding.ts';
import type { Edge, Node } from './graph.ts';
import { nameNode } from './reach.ts';
import type { Seed } from './seeds.ts';

/** What the command line says about what goes and what stays. */
export interface Choices extends Wishes {
  /** What a deletion policy kept goes, too. */
  readonly retained: boolean;
  /** Ids, names or kinds that stay. */
  readonly keep: readonly string[];
  /** Ids or names of suspected things that go. */
  readonly also: readonly string[];
}

export interface Law {
  readonly subject: Subject;
  readonly choices: Choices;
  readonly kinds: readonly Kind[];
  /** Living stacks that own things which carry no tag: id of the stack by node. */
  readonly claims: ReadonlyMap<Node, string>;
  readonly doomed: { has(node: Node): boolean };
}

/** Why a thing that was reached stays; undefined for what may go. */
export function stayOf(seed: Seed, law: Law): Stay | undefined {
  const { node } = seed;
  return (
    (node.thing &&
      (asked(node, law) ??
        foreign(seed, law) ??
        unwanted(node, law) ??
        holdsData(node, law) ??
        retained(seed, law))) ??
    usedFromOutside(node, law) ??
    servesOthers(seed, law)
  );
}

/** Whether a word of `--keep` or `--also` means this thing. */
export function isMeant({ ref, thing }: Node, words: readonly string[]): boolean {
  const names = [ref.id, thing?.name, thing?.arn, ...(thing?.aliases ?? [])];
  return words.some((word) => names.includes(word) || isKind(ref.kind, word));
}

/** `load balancer`, `load-balancer` and `AWS::ElasticLoadBalancingV2::LoadBalancer` mean the same. */
function isKind(kind: string, word: string): boolean {
  const plain = word.toLowerCase().replaceAll('-', ' ').replace(/s$/, '');
  return plain === kind;
}

function asked(node: Node, { choices, kinds }: Law): Stay | undefined {
  const types = kinds.find(({ name }) => name === node.ref.kind)?.types ?? [];
  const isNamed = isMeant(node, choices.keep) || types.some((type) => choices.keep.includes(type));
  return isNamed ? { reason: 'named by --keep', guard: 'nobody' } : undefined;
}

function foreign({ node, evidence }: Seed, { subject, claims }: Law): Stay | undefined {
  const id = node.thing?.tags[stackTag.id] ?? claims.get(node);
  if (id === undefined || subject.ids.has(id) || evidence === 'owned') return undefined;
  const alive = subject.others.has(id);
  const reason = `belongs to stack ${stackNameOf(id)}${alive ? '' : ', which is gone'}`;
  const remedy = alive ? undefined : `ecsctl cleanup --stack ${id}`;
  return { reason, guard: 'nobody', ...(remedy && { remedy }) };
}

function unwanted(node: Node, { choices }: Law): Stay | undefined {
  if (!isLeftAsItIs(node, choices)) return undefined;
  return { reason: 'task definitions are left as they are', guard: 'policy', quiet: true };
}

function isLeftAsItIs({ ref }: Node, { keepTaskDefinitions }: Choices): boolean {
  return keepTaskDefinitions && ref.kind === 'task definition';
}

/** AWS itself deletes no bucket and no repository with something in it. */
const guardedByContent = new Set(['bucket', 'repository']);

function holdsData({ ref, thing }: Node, { choices }: Law): Stay | undefined {
  if (!thing?.data || choices.deleteData) return undefined;
  const guard = guardedByContent.has(ref.kind) ? 'aws' : 'nobody';
  return { reason: `holds ${sizeOf(thing.data)}`, remedy: '--delete-data', guard };
}

function retained({ listed }: Seed, { choices }: Law): Stay | undefined {
  if (!listed?.retained || choices.retained) return undefined;
  return { reason: 'its deletion policy keeps it', remedy: '--retained', guard: 'policy' };
}

/** Somebody who stays needs it, is in it or refers to it. One who is only there for its sake does not count. */
function usedFromOutside(node: Node, law: Law): Stay | undefined {
  const users = node.in.filter(({ from, tie }) => {
    const counts = tie.bond !== 'serves' && from.thing?.idle === undefined;
    return (
      (counts || tie.blocks === true) &&
      from.thing !== undefined &&
      !law.doomed.has(from) &&
      !isOnItsWayOut(from) &&
      !isWithoutUse(from, law)
    );
  });
  const user = users.find(({ tie }) => tie.blocks) ?? users[0];
  return user && { reason: `${nameNode(user.from)} ${user.tie.how} it`, guard: guardOf(user) };
}

/** A task definition that is left as it is, and that nothing else which stays starts tasks of, keeps nothing. */
function isWithoutUse(node: Node, { choices, doomed }: Law): boolean {
  if (!isLeftAsItIs(node, choices)) return false;
  const family = node.out.filter(({ tie }) => tie.bond === 'part of').flatMap(({ to }) => to.in);
  const users = [...node.in, ...family.filter(({ tie }) => tie.bond === 'needs')];
  return users.every(({ from }) => from.thing === undefined || doomed.has(from));
}

function guardOf({ tie }: Edge): Stay['guard'] {
  return tie.blocks ? 'aws' : 'nobody';
}

/** An interface of a load balancer that has just been deleted: AWS takes it away. */
export function isOnItsWayOut({ thing, out }: Node): boolean {
  if (thing?.automatic === undefined) return false;
  const owners = out.filter(({ tie }) => tie.bond === 'lives in' || tie.bond === 'serves');
  return owners.length > 0 && owners.every(({ to }) => to.thing === undefined);
}

/**
 * It is there for something that stays. What the stack itself made goes nevertheless, unless AWS says by the tie that
 * the other cannot be without it: a listener through which another stack's service is reached.
 */
function servesOthers({ node, evidence }: Seed, law: Law): Stay | undefined {
  const isLinked = evidence === 'linked';
  const other = node.out.find(
    ({ to, tie }) =>
      tie.bond === 'serves' && (isLinked || tie.blocks) && !law.doomed.has(to) && isThere(to, law.kinds),
  );
  return other && { reason: `${other.tie.how} ${nameNode(other.to)}, too`, guard: 'nobody' };
}

/** What no kind looks for may well be there. A family is no thing: it is used, or nothing hangs on it. */
function isThere({ ref, thing, in: users }: Node, kinds: readonly Kind[]): boolean {
  if (ref.kind === 'task definition family') return users.some(({ tie }) => tie.bond === 'needs');
  return thing !== undefined || !kinds.some(({ name }) => name === ref.kind);
}

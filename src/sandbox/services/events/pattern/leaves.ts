import { isList, isObject, type Json, type Scalar } from './json.ts';

/** Of each list on the way to a value, by an id of the list, the index of the element that the value is in. */
export type Place = ReadonlyMap<string, number>;

/** A value of an event that is neither object nor list. */
export interface Leaf {
  readonly value: Scalar;
  readonly place: Place;
}

/**
 * An event's leaves by their paths. Lists leave no trace in a path: `{"a":[{"b":1},{"b":2}]}` has two leaves `a.b`,
 * in different places. The values of a list of plain values are all in the same place.
 */
export function leavesOf(event: object): Map<string, Leaf[]> {
  const leaves = new Map<string, Leaf[]>();
  const ids = listIds();
  for (const [path, leaf] of within(event as Json, '', new Map(), ids)) {
    const others = leaves.get(path);
    if (others) others.push(leaf);
    else leaves.set(path, [leaf]);
  }
  return leaves;
}

/** The place that two leaves share, undefined where they are in different elements of one list. */
export function together(one: Place, other: Place): Place | undefined {
  const isApart = [...other].some(([list, index]) => one.has(list) && one.get(list) !== index);
  return isApart ? undefined : new Map([...one, ...other]);
}

type NextId = () => string;

function listIds(): NextId {
  let lists = 0;
  return () => {
    lists += 1;
    return String(lists);
  };
}

function* within(
  value: Json | undefined,
  path: string,
  place: Place,
  nextId: NextId,
): Generator<[string, Leaf]> {
  if (value === undefined) return;
  if (isList(value)) yield* withinList(value, path, place, nextId);
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      yield* within(member, path ? `${path}.${key}` : key, place, nextId);
    }
  } else yield [path, { value, place }];
}

function* withinList(
  list: readonly Json[],
  path: string,
  place: Place,
  nextId: NextId,
): Generator<[string, Leaf]> {
  const id = nextId();
  for (const [index, element] of list.entries()) {
    const isNested = typeof element === 'object' && element !== null;
    yield* within(element, path, isNested ? new Map([...place, [id, index]]) : place, nextId);
  }
}

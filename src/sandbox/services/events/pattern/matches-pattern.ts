import { type Leaf, leavesOf, type Place, together } from './leaves.ts';
import type { Alternative, Field, Matcher, Pattern } from './pattern.ts';

type Leaves = ReadonlyMap<string, readonly Leaf[]>;

/**
 * Whether the event matches the pattern as EventBridge would find: every field of an alternative by one of the event's
 * values, a list by any of its values, and fields of objects in a list all by the same element. Values are compared
 * exactly, letter case included.
 *
 * https://github.com/aws/event-ruler (rulesForJSONEvent) is EventBridge's own engine; how it goes about lists of objects
 * is told there.
 */
export function matchesPattern({ alternatives }: Pattern, event: object): boolean {
  const leaves = leavesOf(event);
  return alternatives.some((fields) => holds(fields, leaves));
}

/**
 * Whether the fields hold by values that are all in one place. Each field is asked of every place that those before have
 * come to; of a place only what later fields can be held by is kept, so that there are never many.
 */
function holds(fields: Alternative, leaves: Leaves): boolean {
  let reached: readonly Place[] = [new Map()];
  for (const [index, field] of fields.entries()) {
    const next = reached.flatMap((place) => places(field, leaves, place));
    reached = distinct(next, listsOf(fields.slice(index + 1), leaves));
  }
  return reached.length > 0;
}

/** The lists in which values of the fields are. */
function listsOf(fields: Alternative, leaves: Leaves): Set<string> {
  const found = fields.flatMap(({ path }) => leaves.get(path) ?? []);
  return new Set(found.flatMap(({ place }) => [...place.keys()]));
}

/** The places without the lists that do not matter, each once. */
function distinct(all: readonly Place[], lists: ReadonlySet<string>): Place[] {
  const found = all.map((place) => [...place].filter(([list]) => lists.has(list)).sort());
  return [...new Map(found.map((place) => [place.join(), new Map(place)])).values()];
}

/**
 * Where a field can hold. That a value be absent is asked of the place which the fields before have come to, in the
 * order of their paths.
 */
function places({ path, matchers }: Field, leaves: Leaves, place: Place): Place[] {
  const near = (leaves.get(path) ?? []).flatMap(({ value, place: own }) => {
    const both = together(place, own);
    return both ? [{ value, place: both }] : [];
  });
  const held = near.filter(({ value }) => matchers.some((matcher) => accepts(matcher, value)));
  const isAbsent = near.length === 0 && matchers.includes('absent');
  return isAbsent ? [place] : held.map((leaf) => leaf.place);
}

function accepts(matcher: Matcher, value: Leaf['value']): boolean {
  return matcher !== 'absent' && matcher(value);
}

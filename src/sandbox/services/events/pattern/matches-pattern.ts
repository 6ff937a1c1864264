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
  return alternatives.some((fields) => holds(fields, 0, leaves, new Map()));
}

/** Whether the fields from `index` on hold by values that are in the place of those before. */
function holds(fields: Alternative, index: number, leaves: Leaves, place: Place): boolean {
  const field = fields[index];
  if (!field) return true;
  return places(field, leaves, place).some((next) => holds(fields, index + 1, leaves, next));
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

import { isDeepStrictEqual } from 'node:util';
import type { World } from '../../src/sandbox/world/world.ts';
import type { Plain } from './snapshot/plain.ts';
import { accountShelves, type Shelf, shelves } from './snapshot/shelves.ts';

/** By region, kind and id, as `us-east-1 load balancer arn:…`; what is not in a region has none before it. */
export type Resources = ReadonlyMap<string, Plain>;

/**
 * Everything that exists in a world, as it could be described: without what changes of itself (metrics, states of
 * alarms, activities, the tasks of services, instances), and without what is dead and only remembered.
 */
export function resourcesOf(world: World): Resources {
  const found = new Map<string, Plain>();
  const put = (all: Readonly<Record<string, Shelf>>, region: ReturnType<World['region']>, place: string) => {
    for (const [kind, shelf] of Object.entries(all)) {
      for (const [id, value] of shelf(region)) found.set(`${place}${kind} ${id}`, value);
    }
  };
  const regions = world.regions();
  for (const region of regions) put(shelves, region, `${region.name} `);
  for (const region of regions.slice(0, 1)) put(accountShelves, region, '');
  return found;
}

/** The keys of what was touched between two looks: `gone: …`, `changed: …` and `new: …`, in the order of the first look. */
export function touchedBetween(before: Resources, after: Resources): string[] {
  const lost = [...before].flatMap(([key, value]) => {
    if (!after.has(key)) return [`gone: ${key}`];
    return isDeepStrictEqual(value, after.get(key)) ? [] : [`changed: ${key}`];
  });
  return [...lost, ...[...after.keys()].flatMap((key) => (before.has(key) ? [] : [`new: ${key}`]))];
}

/** Only the resources of these keys. */
export function only(resources: Resources, keys: ReadonlySet<string>): Resources {
  return new Map([...resources].filter(([key]) => keys.has(key)));
}

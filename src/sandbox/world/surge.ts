import { usage } from '../../failure.ts';
import type { Region } from './region.ts';
import type { World } from './world.ts';

/** A change of load as it is asked for from outside. */
export interface SurgeWish {
  /** `cluster/service`. */
  readonly service: string;
  readonly region?: string;
  /** So many times the usual load … */
  readonly times?: number;
  /** … or exactly so many requests or messages a second. Neither of them: back to the usual. */
  readonly perSecond?: number;
  /** How long it lasts; until the next one, without. */
  readonly seconds?: number;
}

/**
 * Changes the load on a service from the world's now on.
 * @throws a usage failure for a service that has no load in that region, or for a load below nothing.
 */
export function surge(world: World, wish: SurgeWish): void {
  const region = regionWith(world, wish);
  const { service, times, perSecond, seconds } = wish;
  for (const number of [times, perSecond, seconds]) {
    if (number !== undefined && !(number >= 0))
      throw usage(`a load of ${number} cannot be`, 'give a number of 0 or more');
  }
  world.settle();
  if (times === undefined && perSecond === undefined) {
    region.demand.calm(service);
    return;
  }
  const from = world.clock.now().getTime();
  region.demand.surge(service, {
    from,
    to: seconds === undefined ? undefined : from + seconds * 1000,
    times,
    perSecond,
  });
}

function regionWith(world: World, { service, region: name }: SurgeWish): Region {
  const regions = world.regions().filter((region) => name === undefined || region.name === name);
  const found = regions.find((region) => region.demand.of(service));
  if (found) return found;
  const known = regions.flatMap((region) => region.demand.names());
  throw usage(`there is no load on "${service}"`, `services with a load: ${known.join(', ') || 'none'}`);
}

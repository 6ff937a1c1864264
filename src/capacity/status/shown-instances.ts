import type { FleetInstance } from '../../ecs/fleet/value.ts';

/** Up to so many instances are all shown. */
const mostShown = 20;
/** Of more, in each provider the emptiest and the fullest. */
const atEachEnd = 4;

/** The instances of one provider, or of none, of which some are drawn. */
export interface Section {
  /** Undefined for those of no capacity provider. */
  readonly provider: string | undefined;
  readonly shown: readonly FleetInstance[];
  readonly others: readonly FleetInstance[];
}

/**
 * The instances by their providers. Where there are many, those are shown that are on their way or in trouble, and of
 * the others the emptiest and the fullest.
 */
export function sectionsOf(instances: readonly FleetInstance[], providers: readonly string[]): Section[] {
  const places = [...providers, undefined];
  const isMany = instances.length > mostShown;
  return places.map((provider) => {
    const own = instances.filter((one) => placeOf(one, providers) === provider);
    const shown = isMany ? telling(own) : own;
    return { provider, shown, others: own.filter((one) => !shown.includes(one)) };
  });
}

/** An instance may still carry the name of a provider that the cluster has no more. */
function placeOf({ provider }: FleetInstance, providers: readonly string[]): string | undefined {
  return provider !== undefined && providers.includes(provider) ? provider : undefined;
}

/** They come the emptiest first. */
function telling(instances: readonly FleetInstance[]): FleetInstance[] {
  const special = instances.filter(({ state }) => state !== 'active').slice(0, 2 * atEachEnd);
  const active = instances.filter(({ state }) => state === 'active');
  const ends = new Set([...active.slice(0, atEachEnd), ...active.slice(-atEachEnd)]);
  return instances.filter((one) => ends.has(one) || special.includes(one));
}

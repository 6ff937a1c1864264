import { clusterName } from '../../ecs/cluster-name.ts';
import { providerName } from '../../ecs/provider-name.ts';
import type { Strategy } from '../../ecs/strategy.ts';
import { usage } from '../../failure.ts';
import { readDefault } from '../attach/wanted.ts';

/** What is to leave which cluster. */
export interface WantedDetachment {
  readonly cluster: string;
  readonly providers: readonly string[];
  /** The default strategy from then on, empty for none. */
  readonly strategy?: Strategy;
}

/**
 * What was typed, as what is wanted.
 * @throws a usage failure, also for a default strategy of what is to leave.
 */
export function readDetachment(
  cluster: string,
  providers: readonly string[],
  defaultText: string | undefined,
): WantedDetachment {
  const names = [...new Set(providers.map(providerName))];
  const strategy = defaultText === undefined ? undefined : readDefault(defaultText);
  const leaving = strategy?.find(({ capacityProvider }) =>
    names.includes(capacityProvider),
  )?.capacityProvider;
  if (leaving !== undefined) {
    throw usage(`--default names ${leaving}, which is to leave`, 'name others there, or none');
  }
  return { cluster: clusterName(cluster), providers: names, ...(strategy && { strategy }) };
}

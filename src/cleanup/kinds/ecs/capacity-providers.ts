import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { isFargate } from '../../../ecs/provider-name.ts';
import { readProviders } from '../../../ecs/read-providers.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { clustersOf } from './clusters.ts';

/** The account's own capacity providers, without the two that every account has and nobody can delete. */
export const capacityProvidersOf = oncePerSearch(async (search): Promise<CapacityProvider[]> => {
  const all = await readProviders(search.aws, clustersOf(search), { include: ['TAGS'] });
  return all.filter(({ name = '' }) => !isFargate(name));
});

import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { invalidParameter } from './lookup.ts';
import type { Cluster } from './state.ts';

const FARGATE: readonly string[] = ['FARGATE', 'FARGATE_SPOT'];
const MOST = 20;

/**
 * Checks the parts of a strategy that are fixed by themselves: at most 20 items, weights of 0 to 1,000 of which one is
 * not 0 where there are several, one base of 0 to 100,000, and not both Fargate and Auto Scaling groups.
 */
export function checkStrategy(strategy: readonly CapacityProviderStrategyItem[]): void {
  if (strategy.length > MOST) throw invalidParameter(`A strategy can have ${MOST} items at most.`);
  const names = strategy.map(({ capacityProvider = '' }) => capacityProvider);
  if (new Set(names.map((name) => FARGATE.includes(name))).size > 1) {
    throw invalidParameter(
      'The specified capacity provider strategy cannot contain both Fargate and Auto Scaling group capacity providers.',
    );
  }
  if (new Set(names).size < names.length)
    throw invalidParameter('A capacity provider can be named once only.');
  if (strategy.some(({ weight = 0 }) => weight < 0 || weight > 1000)) {
    throw invalidParameter('The weight of a capacity provider must be 0 to 1000.');
  }
  if (strategy.some(({ base = 0 }) => base < 0 || base > 100_000)) {
    throw invalidParameter('The base of a capacity provider must be 0 to 100000.');
  }
  if (strategy.filter(({ base = 0 }) => base > 0).length > 1) {
    throw invalidParameter('Only one capacity provider in a strategy can have a base.');
  }
}

/** Checks that a strategy can place tasks in the cluster: what it names is associated, and something has a weight. */
export function checkUsable(cluster: Cluster, strategy: readonly CapacityProviderStrategyItem[]): void {
  checkStrategy(strategy);
  if (strategy.some(({ capacityProvider = '' }) => !cluster.capacityProviders.includes(capacityProvider))) {
    throw invalidParameter(NOT_ASSOCIATED);
  }
  if (strategy.length > 1 && strategy.every(({ weight = 0 }) => weight === 0)) {
    throw invalidParameter('A strategy of several capacity providers must have a weight above 0.');
  }
}

const NOT_ASSOCIATED =
  'The specified capacity provider strategy cannot contain a capacity provider that is not associated with the ' +
  'cluster. Associate the capacity provider with the cluster and try again.';

/** Checks that every name is that of an ACTIVE capacity provider that clusters can share. Throws InvalidParameterException. */
export function checkProviders(region: Region, names: readonly string[]): void {
  if (names.length > MOST) throw invalidParameter(`A cluster can have ${MOST} capacity providers at most.`);
  for (const name of names) if (!FARGATE.includes(name)) checkProvider(region, name);
}

function checkProvider(region: Region, name: string): void {
  const about = region.ecs.capacityProviders.get(name)?.about;
  if (!about) throw invalidParameter(`The specified capacity provider '${name}' was not found.`);
  if (about.status !== 'ACTIVE') {
    throw invalidParameter(`The specified capacity provider '${name}' is not in an ACTIVE state.`);
  }
  if (about.cluster) {
    throw invalidParameter(
      'Cannot associate Managed Instances capacity provider to clusters using this API. Managed Instances capacity ' +
        'providers are already associated with the cluster that they were created in.',
    );
  }
}

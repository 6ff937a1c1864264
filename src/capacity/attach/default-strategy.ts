import type { Cluster } from '@aws-sdk/client-ecs';
import type { Strategy } from '../../ecs/strategy.ts';
import { Failure } from '../../failure.ts';

/**
 * Holds that a default strategy names only what the cluster has or gets.
 * @throws a `refused` failure naming what it has not.
 */
export function checkDefault(strategy: Strategy, attached: readonly string[], cluster: Cluster): void {
  const { clusterName, capacityProviders = [] } = cluster;
  const has = new Set([...capacityProviders, ...attached]);
  const missing = strategy.map(({ capacityProvider }) => capacityProvider).filter((name) => !has.has(name));
  if (missing.length === 0) return;
  const names = missing.join(', ');
  throw new Failure(
    'refused',
    `the default strategy names ${names}, which cluster ${clusterName} does not have`,
    {
      hint: `attach ${missing.length === 1 ? 'it' : 'them'} with the same command: ecsctl capacity attach ${clusterName} ${missing.join(' ')} --default …`,
    },
  );
}

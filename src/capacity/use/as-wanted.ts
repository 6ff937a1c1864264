import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { isSameStrategy, type Strategy, strategyOf } from '../../ecs/strategy.ts';

/** Whether the service has the strategy, whatever has become of the deployment that was to bring it. */
export function hasStrategy({ capacityProviderStrategy }: Service, strategy: Strategy): boolean {
  return isSameStrategy(strategy, strategyOf(capacityProviderStrategy));
}

/** Whether nothing is left to change: the service has the strategy, and its deployment did not fail. */
export function isAsWanted(service: Service, strategy: Strategy): boolean {
  return hasStrategy(service, strategy) && ownPrimary(service)?.rolloutState !== 'FAILED';
}

/** The deployment that ECS itself leads; of others nothing says how far they have come. */
export function ownPrimary({ deployments = [], deploymentController }: Service): Deployment | undefined {
  if ((deploymentController?.type ?? 'ECS') !== 'ECS') return undefined;
  return deployments.find(({ status }) => status === 'PRIMARY');
}

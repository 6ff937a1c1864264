import type { Service } from '@aws-sdk/client-ecs';
import { isFargate } from '../../ecs/provider-name.ts';
import { type Strategy, strategyOf, strategyText } from '../../ecs/strategy.ts';

/** Where tasks run, of a service or of one of its deployments. */
type Placed = Pick<Service, 'capacityProviderStrategy' | 'launchType'>;

/** `FARGATE:weight=1`, or `launch type EC2`. */
export function placeText({ capacityProviderStrategy, launchType }: Placed): string {
  const strategy = strategyOf(capacityProviderStrategy);
  if (strategy.length > 0) return strategyText(strategy);
  return launchType === undefined ? 'its launch type' : `launch type ${launchType}`;
}

/** Whether the tasks run on Fargate rather than on instances; undefined where nothing says it. */
export function runsOnFargate({ capacityProviderStrategy, launchType }: Placed): boolean | undefined {
  const strategy = strategyOf(capacityProviderStrategy);
  if (strategy.length > 0) return isOfFargate(strategy);
  return launchType === undefined ? undefined : launchType === 'FARGATE';
}

/** Whether a strategy is one of Fargate: none has both that and instances. */
export function isOfFargate(strategy: Strategy): boolean {
  return strategy.some(({ capacityProvider }) => isFargate(capacityProvider));
}

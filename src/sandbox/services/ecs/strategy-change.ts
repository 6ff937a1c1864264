import type { CapacityProviderStrategyItem, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { invalidParameter } from './lookup.ts';
import { launchTypeOf } from './provider-choice.ts';
import type { Rollout, Service } from './state.ts';

const NEEDS_FORCE =
  'When switching from launch type to capacity provider strategy on an existing service, or making a ' +
  'change to a capacity provider strategy on a service that is already using one, you must force a new deployment.';
const NO_DAEMON =
  'Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.';

/**
 * Checks what the request says of the service's strategy and of a new deployment. Throws InvalidParameterException for
 * another strategy without a forced deployment, for a service that somebody else deploys, and for a daemon.
 */
export function checkStrategyChange(service: Service, input: UpdateServiceCommandInput): void {
  const { capacityProviderStrategy: strategy, forceNewDeployment } = input;
  const { deploymentController } = service.settings;
  const controller = deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS' && (forceNewDeployment || strategy)) throw steeredBy(controller, strategy);
  checkDaemon(service.settings, strategy);
  if (!strategy || forceNewDeployment) return;
  if (!isSame(strategy, service.rollouts[0]?.capacityProviderStrategy ?? [])) {
    throw invalidParameter(NEEDS_FORCE);
  }
}

/** Checks that a service of one task an instance has no strategy. Throws InvalidParameterException. */
export function checkDaemon(
  { schedulingStrategy }: Service['settings'],
  strategy: readonly CapacityProviderStrategyItem[] = [],
): void {
  if (schedulingStrategy === 'DAEMON' && strategy.length > 0) throw invalidParameter(NO_DAEMON);
}

/** Where a service runs once it has the strategy: with an empty one, on its launch type. */
export function movedTo(
  region: Region,
  service: Service,
  strategy: CapacityProviderStrategyItem[],
): Pick<Rollout, 'launchType' | 'capacityProviderStrategy'> {
  if (strategy.length > 0) return { capacityProviderStrategy: strategy, launchType: undefined };
  const [primary] = service.rollouts;
  const provider = primary?.capacityProviderStrategy?.[0]?.capacityProvider;
  const brought = provider === undefined ? undefined : launchTypeOf(region, provider);
  const launchType = service.settings.launchType ?? primary?.launchType ?? brought ?? 'EC2';
  return { capacityProviderStrategy: undefined, launchType };
}

function steeredBy(controller: string, strategy: CapacityProviderStrategyItem[] | undefined) {
  const what = strategy ? 'Unable to update capacity provider strategy' : 'Cannot force a new deployment';
  const instead =
    controller === 'CODE_DEPLOY' ? 'Use AWS CodeDeploy to trigger a new deployment.' : 'Use a task set.';
  return invalidParameter(`${what} on services with a ${controller} deployment controller. ${instead}`);
}

function isSame(
  one: readonly CapacityProviderStrategyItem[],
  other: readonly CapacityProviderStrategyItem[],
): boolean {
  const text = (items: readonly CapacityProviderStrategyItem[]) =>
    items
      .map(({ capacityProvider, base = 0, weight = 0 }) => `${capacityProvider} ${base} ${weight}`)
      .sort()
      .join();
  return text(one) === text(other);
}

import type {
  CapacityProviderStrategyItem,
  Failure,
  LaunchType,
  RunTaskCommandInput,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { whyNoPlace } from './instance-resources.ts';
import { invalidParameter } from './lookup.ts';
import type { Cluster } from './state.ts';
import { checkUsable } from './strategies.ts';

/** Where tasks are to run: on a launch type, or as a strategy says. */
interface Capacity {
  readonly launchType: LaunchType | undefined;
  readonly strategy: readonly CapacityProviderStrategyItem[];
}

/** The place of one task, or why there is none for it. */
export type Place =
  | {
      readonly launchType: LaunchType | undefined;
      readonly capacityProvider: string | undefined;
      readonly containerInstanceArn?: string | undefined;
    }
  | { readonly failure: Failure };

/**
 * What the request asks for, else the cluster's default strategy, else EC2. Throws InvalidParameterException for both a
 * launch type and a strategy, or for EC2 in a cluster without instances.
 */
export function capacityOf(cluster: Cluster, input: RunTaskCommandInput): Capacity {
  const { launchType, capacityProviderStrategy = [] } = input;
  if (launchType && capacityProviderStrategy.length > 0) {
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    );
  }
  const isOpen = !launchType && capacityProviderStrategy.length === 0;
  const strategy = isOpen ? cluster.defaultCapacityProviderStrategy : capacityProviderStrategy;
  checkUsable(cluster, strategy);
  const wanted = launchType ?? (strategy.length > 0 ? undefined : 'EC2');
  if (wanted === 'EC2' && cluster.containerInstances.size === 0) {
    throw invalidParameter('No Container Instances were found in your cluster.');
  }
  return { launchType: wanted, strategy };
}

/** A place for the `index`th task of a request: on a machine where it fits, or where the strategy says. */
export function place(
  region: Region,
  cluster: Cluster,
  { launchType, strategy }: Capacity,
  { definition, index }: { definition: TaskDefinition; index: number },
): Place {
  if (launchType === 'EC2') return onInstance(region, cluster, definition);
  const capacityProvider = providerFor(strategy, index);
  return { launchType: capacityProvider ? launchTypeOf(capacityProvider) : launchType, capacityProvider };
}

/** The first instance on which the task fits, or what the last one that was tried lacks. */
function onInstance(region: Region, cluster: Cluster, definition: TaskDefinition): Place {
  let failure: Failure = { reason: 'INACTIVE' };
  for (const instance of cluster.containerInstances.values()) {
    const { containerInstanceArn } = instance;
    const reason = whyNoPlace(region, cluster, instance, definition);
    if (!reason) return { launchType: 'EC2', capacityProvider: undefined, containerInstanceArn };
    failure = { arn: containerInstanceArn, reason };
  }
  return { failure };
}

/** Fills the bases first, then spreads the tasks by weight. */
function providerFor(strategy: readonly CapacityProviderStrategyItem[], index: number): string | undefined {
  const based = strategy.find(({ base = 0 }) => base > 0);
  if (based && index < (based.base ?? 0)) return based.capacityProvider;
  const wheel = strategy.flatMap((item) =>
    Array.from({ length: item.weight ?? 0 }, () => item.capacityProvider),
  );
  return wheel.length > 0 ? wheel[index % wheel.length] : strategy[0]?.capacityProvider;
}

function launchTypeOf(capacityProvider: string): LaunchType {
  return capacityProvider.startsWith('FARGATE') ? 'FARGATE' : 'EC2';
}

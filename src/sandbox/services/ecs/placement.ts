import type {
  CapacityProviderStrategyItem,
  Failure,
  LaunchType,
  RunTaskCommandInput,
} from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { type Choice, chooseInstance, type Seeker, zoneOf } from './instance-choice.ts';
import { invalidParameter, tasksIn } from './lookup.ts';
import { bringsInstances, launchTypeOf, nextProvider } from './provider-choice.ts';
import { type Cluster, isWaiting, type Task } from './state.ts';
import { checkUsable } from './strategies.ts';

/** Tasks of a cluster that can wait for instances at a time. */
const MOST_WAITING = 500;

/** Where tasks are to run: on a launch type, or as a strategy says. */
interface Capacity {
  readonly launchType: LaunchType | undefined;
  readonly strategy: readonly CapacityProviderStrategyItem[];
}

/** The place of one task, which may be in the queue of those that wait for an instance, or why there is none for it. */
export type Place =
  | {
      readonly launchType: LaunchType | undefined;
      readonly capacityProvider: string | undefined;
      readonly containerInstanceArn?: string | undefined;
      readonly zone?: string | undefined;
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

/**
 * A place for one more task beside its `siblings`: on an instance where it fits, or where the strategy says. Where its
 * capacity provider has managed scaling, a task that fits nowhere waits.
 */
export function place(
  region: Region,
  cluster: Cluster,
  { launchType: asked, strategy }: Capacity,
  task: Omit<Seeker, 'capacityProvider'> & { siblings: readonly Pick<Task, 'capacityProvider'>[] },
): Place {
  const capacityProvider = nextProvider(strategy, task.siblings);
  const launchType = capacityProvider ? launchTypeOf(region, capacityProvider) : asked;
  if (launchType !== 'EC2' && launchType !== 'MANAGED_INSTANCES') return { launchType, capacityProvider };
  const choice = chooseInstance(region, cluster, { ...task, capacityProvider });
  if (choice.instance) {
    const { containerInstanceArn } = choice.instance;
    return { launchType, capacityProvider, containerInstanceArn, zone: zoneOf(choice.instance) };
  }
  if (bringsInstances(region, capacityProvider) && waitingIn(cluster) < MOST_WAITING) {
    return { launchType, capacityProvider };
  }
  return { failure: failureOf(choice) };
}

function failureOf({ closest }: Choice): Failure {
  return closest
    ? { arn: closest.instance.containerInstanceArn, reason: closest.reason }
    : { reason: 'INACTIVE' };
}

function waitingIn(cluster: Cluster): number {
  let count = 0;
  for (const task of tasksIn(cluster)) if (isWaiting(task)) count += 1;
  return count;
}

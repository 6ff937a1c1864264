import type { Cluster, TaskDefinition } from '@aws-sdk/client-ecs';
import { isFargate } from '../../ecs/provider-name.ts';
import { type Strategy, strategyOf } from '../../ecs/strategy.ts';
import { Failure, usage } from '../../failure.ts';
import { definitionName } from './definition-name.ts';
import type { TaskSettings } from './settings.ts';
import type { LaunchType, WantedTarget } from './wanted.ts';

/** On what the tasks run: a launch type or a strategy, or neither, which means the cluster's default strategy. */
export interface Placement {
  readonly launchType?: LaunchType;
  readonly strategy?: Strategy;
  readonly isOnFargate: boolean;
}

/**
 * In the order in which they are chosen from.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html
 */
const launchTypes = ['FARGATE', 'EC2', 'EXTERNAL'] as const satisfies readonly LaunchType[];
const managed = 'MANAGED_INSTANCES';

type Stand = { readonly cluster: Cluster; readonly definition: TaskDefinition };

/**
 * Where the tasks are to run: as it was said, or as the target has it, or on the cluster's default strategy, or on the
 * launch type that the task definition is for. A target without any would be taken for EC2.
 * @throws a usage failure for what the task definition is not for, or where none of these is for it, and a `refused` one
 * for a capacity provider that the cluster does not have.
 */
export function placementOf(
  wanted: WantedTarget,
  { cluster, definition }: Stand,
  existing: TaskSettings | undefined,
): Placement {
  const kept = existing?.CapacityProviderStrategy;
  const strategy = wanted.strategy ?? (wanted.launchType || !kept?.length ? undefined : strategyOf(kept));
  if (strategy) return onStrategy(strategy, { cluster, definition });
  const launchType = wanted.launchType ?? (existing?.LaunchType as LaunchType | undefined);
  if (launchType) return onLaunchType(launchType, definition);
  const fallback = strategyOf(cluster.defaultCapacityProviderStrategy);
  const isFitting = fallback.every((item) => fitsProvider(definition, item.capacityProvider));
  if (fallback.length > 0 && isFitting) return { isOnFargate: isAllFargate(fallback) };
  const first = launchTypes.find((type) => typesOf(definition).includes(type));
  if (first) return { launchType: first, isOnFargate: first === 'FARGATE' };
  throw usage(
    `task definition ${definitionName(definition)} is for ${wordsFor(definition)}, which the default strategy of cluster ${cluster.clusterName} does not have`,
    wayTo(definition),
  );
}

function onStrategy(strategy: Strategy, { cluster, definition }: Stand): Placement {
  const has = new Set(cluster.capacityProviders ?? []);
  const missing = strategy.map(({ capacityProvider }) => capacityProvider).filter((name) => !has.has(name));
  if (missing.length > 0)
    throw new Failure('refused', `cluster ${cluster.clusterName} does not have ${missing.join(' and ')}`, {
      hint: `give it the capacity first: ecsctl capacity attach ${cluster.clusterName} ${missing.join(' ')}`,
    });
  const unfit = strategy.find(({ capacityProvider }) => !fitsProvider(definition, capacityProvider));
  if (unfit) throw unfitting(definition, `--strategy: ${unfit.capacityProvider}`);
  return { strategy, isOnFargate: isAllFargate(strategy) };
}

function onLaunchType(launchType: LaunchType, definition: TaskDefinition): Placement {
  if (!typesOf(definition).includes(launchType)) throw unfitting(definition, `--launch-type ${launchType}`);
  return { launchType, isOnFargate: launchType === 'FARGATE' };
}

/**
 * Behind a provider that is not AWS's own are machines of one's own or those that ECS manages. Which of the two is not
 * looked at.
 */
function fitsProvider(definition: TaskDefinition, provider: string): boolean {
  const kinds = isFargate(provider) ? ['FARGATE'] : ['EC2', managed];
  return typesOf(definition).some((type) => kinds.includes(type));
}

function unfitting(definition: TaskDefinition, what: string): Failure {
  return usage(
    `${what} does not fit task definition ${definitionName(definition)}, which is for ${wordsFor(definition)}`,
    wayTo(definition),
  );
}

/** Neither rules nor schedules know managed instances as a launch type: a capacity provider leads to them. */
function wayTo(definition: TaskDefinition): string {
  const ways = typesOf(definition).map((type) =>
    type === managed ? '--strategy with a capacity provider of managed instances' : `--launch-type ${type}`,
  );
  return `write ${ways.join(' or ')}, or register a revision that is for others`;
}

function wordsFor(definition: TaskDefinition): string {
  return typesOf(definition).join(' and ');
}

/** What it was registered for or, where that was not said, all that ECS found it to be fit for. */
function typesOf({ requiresCompatibilities = [], compatibilities = [] }: TaskDefinition): readonly string[] {
  if (requiresCompatibilities.length > 0) return requiresCompatibilities;
  return compatibilities.length > 0 ? compatibilities : ['EC2'];
}

function isAllFargate(strategy: Strategy): boolean {
  return strategy.every(({ capacityProvider }) => isFargate(capacityProvider));
}

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

type Stand = { readonly cluster: Cluster; readonly definition: TaskDefinition };

/**
 * Where the tasks are to run: as it was said, or as the target has it, or on the cluster's default strategy, or on the
 * launch type that the task definition is for. A target without any would be taken for EC2.
 * @throws a usage failure for what the task definition is not for, and a `refused` one for a capacity provider that the
 * cluster does not have.
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
  const isFitting = fallback.every((item) => takes(definition, kindOf(item.capacityProvider)));
  if (fallback.length > 0 && isFitting) return { isOnFargate: isAllFargate(fallback) };
  const first = (['FARGATE', 'EC2', 'EXTERNAL'] as const).find((type) => takes(definition, type)) ?? 'EC2';
  return { launchType: first, isOnFargate: first === 'FARGATE' };
}

function onStrategy(strategy: Strategy, { cluster, definition }: Stand): Placement {
  const has = new Set(cluster.capacityProviders ?? []);
  const missing = strategy.map(({ capacityProvider }) => capacityProvider).filter((name) => !has.has(name));
  if (missing.length > 0)
    throw new Failure('refused', `cluster ${cluster.clusterName} does not have ${missing.join(' and ')}`, {
      hint: `give it the capacity first: ecsctl capacity attach ${cluster.clusterName} ${missing.join(' ')}`,
    });
  for (const { capacityProvider } of strategy)
    checkFit(definition, kindOf(capacityProvider), `--strategy: ${capacityProvider}`);
  return { strategy, isOnFargate: isAllFargate(strategy) };
}

function onLaunchType(launchType: LaunchType, definition: TaskDefinition): Placement {
  checkFit(definition, launchType, `--launch-type ${launchType}`);
  return { launchType, isOnFargate: launchType === 'FARGATE' };
}

function checkFit(definition: TaskDefinition, type: LaunchType, what: string): void {
  if (takes(definition, type)) return;
  const fits = typesOf(definition).join(' and ');
  throw usage(
    `${what} does not fit task definition ${definitionName(definition)}, which is for ${fits}`,
    `run it on ${fits}, or register a revision that is for ${type}`,
  );
}

function takes(definition: TaskDefinition, type: LaunchType): boolean {
  return typesOf(definition).includes(type);
}

/** What it was registered for or, where that was not said, all that ECS found it to be fit for. */
function typesOf({ requiresCompatibilities = [], compatibilities = [] }: TaskDefinition): readonly string[] {
  if (requiresCompatibilities.length > 0) return requiresCompatibilities;
  return compatibilities.length > 0 ? compatibilities : ['EC2'];
}

function kindOf(provider: string): LaunchType {
  return isFargate(provider) ? 'FARGATE' : 'EC2';
}

function isAllFargate(strategy: Strategy): boolean {
  return strategy.every(({ capacityProvider }) => isFargate(capacityProvider));
}

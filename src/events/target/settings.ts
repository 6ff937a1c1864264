import type { EcsParameters } from '@aws-sdk/client-eventbridge';
import { isSameStrategy, strategyOf } from '../../ecs/strategy.ts';
import { targetArn } from './definition-name.ts';
import { networkOf } from './network.ts';
import { placementOf } from './placement.ts';
import type { FoundTarget } from './read.ts';
import type { WantedTarget } from './wanted.ts';

/** What of a target's ECS parameters ecsctl sets; rules and schedules have it alike. */
export type TaskSettings = Pick<
  EcsParameters,
  | 'TaskDefinitionArn'
  | 'TaskCount'
  | 'LaunchType'
  | 'CapacityProviderStrategy'
  | 'NetworkConfiguration'
  | 'PlatformVersion'
  | 'PropagateTags'
>;

/**
 * The ECS parameters that are wanted: what was named over what the target has, and what ecsctl knows nothing of as it is.
 * @throws what placement and network throw.
 */
export function taskSettings<Existing extends TaskSettings>(
  wanted: WantedTarget,
  found: Pick<FoundTarget, 'cluster' | 'definition'>,
  existing: Existing | undefined,
): Omit<Existing, keyof TaskSettings> & TaskSettings {
  const placement = placementOf(wanted, found, existing);
  const network = networkOf(wanted, found.definition, placement.isOnFargate, existing?.NetworkConfiguration);
  return {
    ...unknownOf(existing),
    TaskDefinitionArn: targetArn(found.definition, wanted.taskDefinition),
    TaskCount: wanted.count ?? existing?.TaskCount ?? 1,
    ...(placement.launchType && { LaunchType: placement.launchType }),
    ...strategyMember(placement.strategy, existing),
    ...(network && { NetworkConfiguration: network }),
    ...(placement.isOnFargate && existing?.PlatformVersion && { PlatformVersion: existing.PlatformVersion }),
    ...((wanted.propagatesTags || existing?.PropagateTags) && { PropagateTags: 'TASK_DEFINITION' }),
  };
}

function unknownOf<Existing extends TaskSettings>(
  existing: Existing | undefined,
): Omit<Existing, keyof TaskSettings> {
  const {
    TaskDefinitionArn: _1,
    TaskCount: _2,
    LaunchType: _3,
    CapacityProviderStrategy: _4,
    NetworkConfiguration: _5,
    PlatformVersion: _6,
    PropagateTags: _7,
    ...others
  } = existing ?? ({} as Existing);
  return others;
}

/** Of a strategy that is the same but for its order, the one that is there stays as it is. */
function strategyMember(
  strategy: ReturnType<typeof strategyOf> | undefined,
  existing: TaskSettings | undefined,
): Pick<TaskSettings, 'CapacityProviderStrategy'> {
  if (!strategy) return {};
  const kept = existing?.CapacityProviderStrategy ?? [];
  if (isSameStrategy(strategyOf(kept), strategy)) return { CapacityProviderStrategy: kept };
  return { CapacityProviderStrategy: strategy.map((item) => ({ ...item })) };
}

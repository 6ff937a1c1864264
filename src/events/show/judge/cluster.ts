import type { Cluster } from '@aws-sdk/client-ecs';
import { nameOf } from '../../../aws/arn.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { FoundRun } from '../found-road.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { untold } from './untold.ts';

const subject = 'target' as const;

/** The cluster and how the tasks are started in it. */
export function judgeCluster(
  trigger: Trigger,
  target: TriggerTarget,
  { cluster, definition }: FoundRun,
): Check[] {
  const name = nameOf(target.arn);
  if ('refused' in cluster) return [untold(subject, `whether cluster ${name} is there`, cluster.refused)];
  const found = cluster.value;
  if (found === undefined || found.status === 'INACTIVE') {
    const next = `aws ecs create-cluster --cluster-name ${name}`;
    return [{ subject, light: 'red', text: `there is no cluster ${name}`, next }];
  }
  if (found.status !== 'ACTIVE') {
    const text = `cluster ${name} is ${found.status}, and starts no tasks`;
    return [{ subject, light: 'red', text, next: `aws ecs describe-clusters --clusters ${name}` }];
  }
  const described = 'value' in definition ? definition.value : undefined;
  const problems = [
    ...strategyProblem(target, found.capacityProviders ?? [], name),
    ...machineProblem(target, found),
    ...(described?.networkMode === 'awsvpc' ? networkProblem(trigger, target) : []),
  ];
  const count = target.ecs?.TaskCount ?? 1;
  const tasks = count === 1 ? 'a task' : `${count} tasks`;
  const text = `${tasks} in cluster ${name}, ${placeWords(target)}`;
  return problems.length > 0 ? problems : [{ subject, light: 'green', text }];
}

/** `by FARGATE in 2 subnets`. */
function placeWords({ ecs }: TriggerTarget): string {
  const { LaunchType, CapacityProviderStrategy = [], NetworkConfiguration } = ecs ?? {};
  const providers = CapacityProviderStrategy.map(({ capacityProvider }) => capacityProvider).join(', ');
  const by = providers || (LaunchType ?? "the cluster's default");
  const subnets = NetworkConfiguration?.awsvpcConfiguration?.Subnets?.length ?? 0;
  return `by ${by}${subnets === 0 ? '' : ` in ${subnets === 1 ? '1 subnet' : `${subnets} subnets`}`}`;
}

function strategyProblem({ ecs }: TriggerTarget, own: readonly string[], cluster: string): Check[] {
  const named = (ecs?.CapacityProviderStrategy ?? []).map(({ capacityProvider = '' }) => capacityProvider);
  return named
    .filter((provider) => !own.includes(provider))
    .map((provider) => ({
      ...{ subject, light: 'red', text: `cluster ${cluster} has no capacity provider ${provider}` },
      next: `ecsctl capacity ls ${cluster}`,
    }));
}

/** Without a strategy of its own or the cluster's, and without another launch type, tasks go to container instances. */
function machineProblem({ ecs }: TriggerTarget, found: Cluster): Check[] {
  const { LaunchType = 'EC2', CapacityProviderStrategy: own = [] } = ecs ?? {};
  const isDefault = ecs?.LaunchType === undefined && (found.defaultCapacityProviderStrategy ?? []).length > 0;
  if (LaunchType !== 'EC2' || own.length > 0 || isDefault) return [];
  if (found.registeredContainerInstancesCount !== 0) return [];
  const text = `tasks go to container instances, and cluster ${found.clusterName} has none`;
  return [{ subject, light: 'red', text, next: `ecsctl capacity ls ${found.clusterName}` }];
}

/** EventBridge takes such a target without a word, and every start of a task fails. */
function networkProblem(trigger: Trigger, target: TriggerTarget): Check[] {
  const { Subnets = [] } = target.ecs?.NetworkConfiguration?.awsvpcConfiguration ?? {};
  if (Subnets.length > 0) return [];
  const text = 'the task definition is awsvpc, and the target names no subnets: no task can be started';
  const next = trigger.isOurs
    ? makeAgain(trigger, target, '--subnets SUBNET', '--security-groups GROUP')
    : 'name subnets in EcsParameters.NetworkConfiguration: aws events put-targets';
  return [{ subject, light: 'red', text, next }];
}

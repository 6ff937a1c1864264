import type {
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { forgetTarget } from '../application-auto-scaling/registry.ts';
import { findCluster, findService, invalidParameter, usableTaskDefinition } from './lookup.ts';
import { beginRollout, needsRollout } from './rollouts.ts';
import { describeService } from './shapes.ts';
import type { Cluster, Rollout, Service } from './state.ts';
import { checkUsable } from './strategies.ts';
import { checkDaemon, checkStrategyChange, movedTo } from './strategy-change.ts';
import { tagsOf } from './tags.ts';
import { deleteTaskSet } from './task-set-life.ts';

export function CreateService(
  input: CreateServiceCommandInput,
  { region, now }: Call,
): Answer<CreateServiceCommandOutput> {
  const {
    cluster: clusterName,
    serviceName = '',
    taskDefinition,
    desiredCount,
    tags,
    monitoring,
    ...rest
  } = input;
  const cluster = findCluster(region, clusterName);
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(serviceName)) throw invalidParameter('Invalid service name.');
  checkFree(cluster, serviceName);
  const { clientToken: _token, role: _role, ...settings } = rest;
  if (settings.launchType && settings.capacityProviderStrategy) {
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. ' +
        'Remove one and try again.',
    );
  }
  const service: Service = {
    name: serviceName,
    arn: arn(region, 'ecs', `service/${cluster.name}/${serviceName}`),
    cluster,
    createdAt: now,
    status: 'ACTIVE',
    desiredCount: checkedCount(desiredCount ?? 0),
    settings: withDefaults(settings),
    rollouts: [],
    pastRollouts: [],
    taskSets: [],
    tasks: [],
    events: [],
    steadySince: undefined,
  };
  // With the EXTERNAL controller, task sets say what is run.
  if (service.settings.deploymentController?.type !== 'EXTERNAL') {
    const definition = usableTaskDefinition(region, taskDefinition ?? '').taskDefinitionArn;
    const capacity = capacityFor(cluster, settings);
    beginRollout(region, service, { taskDefinition: definition, ...capacity, monitoring }, now);
  }
  cluster.services.set(serviceName, service);
  if (tags?.length) region.ecs.tags.set(service.arn, tags);
  return { service: { ...describeService(service), tags } };
}

/** Changes what is named and nothing else. A new `desiredCount` alone starts no deployment. */
export function UpdateService(
  input: UpdateServiceCommandInput,
  { region, now }: Call,
): Answer<UpdateServiceCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  const {
    cluster: _cluster,
    service: _service,
    desiredCount,
    taskDefinition,
    forceNewDeployment,
    ...rest
  } = input;
  const { monitoring, capacityProviderStrategy, ...settings } = rest;
  checkStrategyChange(service, input);
  checkUsable(service.cluster, capacityProviderStrategy ?? []);
  const definition = taskDefinition && usableTaskDefinition(region, taskDefinition).taskDefinitionArn;
  if (desiredCount !== undefined) setDesiredCount(service, checkedCount(desiredCount));
  Object.assign(service.settings, settings);
  const isExternal = service.settings.deploymentController?.type === 'EXTERNAL';
  if (!isExternal && needsRollout(service, { ...input, taskDefinition: definition || undefined })) {
    const capacity = capacityProviderStrategy && movedTo(region, service, capacityProviderStrategy);
    beginRollout(region, service, { taskDefinition: definition || undefined, monitoring, ...capacity }, now);
  }
  return { service: { ...describeService(service), tags: tagsOf(region, service.arn) } };
}

/** Deletes a service that has been scaled to none, or with `force` any; its scalable target goes with it. */
export function DeleteService(
  input: DeleteServiceCommandInput,
  { region, now }: Call,
): Answer<DeleteServiceCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  if (service.desiredCount > 0 && !input.force) {
    throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
  }
  if (service.taskSets.length > 0 && !input.force) {
    throw invalidParameter('The service cannot be stopped while it contains active TaskSets.');
  }
  for (const set of service.taskSets) deleteTaskSet(region, service, set, now);
  setDesiredCount(service, 0);
  service.status = 'DRAINING';
  service.steadySince = undefined;
  forgetTarget(region, `service/${service.cluster.name}/${service.name}`, now);
  return { service: describeService(service) };
}

/** Sets how many tasks there are to be; the scheduler does the rest as time passes. */
export function setDesiredCount(service: Service, count: number): void {
  if (count === service.desiredCount) return;
  service.desiredCount = count;
  service.steadySince = undefined;
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || count < 0) throw invalidParameter('desiredCount must not be negative.');
  return count;
}

/** A name is free again when the service that had it is INACTIVE. */
function checkFree(cluster: Cluster, name: string): void {
  const status = cluster.services.get(name)?.status;
  if (status === 'ACTIVE') throw invalidParameter('Creation of service was not idempotent.');
  if (status === 'DRAINING') throw invalidParameter('Unable to Start a service that is still Draining.');
}

/** What the request asks for, else the cluster's default strategy, else EC2. */
function capacityFor(
  cluster: Cluster,
  settings: Service['settings'],
): Pick<Rollout, 'launchType' | 'capacityProviderStrategy'> {
  const given = settings.capacityProviderStrategy ?? [];
  const strategy = settings.launchType || given.length > 0 ? given : cluster.defaultCapacityProviderStrategy;
  checkDaemon(settings, strategy);
  checkUsable(cluster, strategy);
  const launchType = settings.launchType ?? (strategy.length > 0 ? undefined : 'EC2');
  return { launchType, capacityProviderStrategy: strategy.length > 0 ? strategy : undefined };
}

function withDefaults(settings: Service['settings']): Service['settings'] {
  return {
    ...settings,
    schedulingStrategy: settings.schedulingStrategy ?? 'REPLICA',
    deploymentController: settings.deploymentController ?? { type: 'ECS' },
    enableECSManagedTags: settings.enableECSManagedTags ?? false,
    enableExecuteCommand: settings.enableExecuteCommand ?? false,
    propagateTags: settings.propagateTags ?? 'NONE',
    placementConstraints: settings.placementConstraints ?? [],
    placementStrategy: settings.placementStrategy ?? [],
    deploymentConfiguration: {
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      deploymentCircuitBreaker: { enable: false, rollback: false },
      ...settings.deploymentConfiguration,
    },
  };
}

import type {
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { forgetTarget } from '../application-auto-scaling/registry.ts';
import { findCluster, findService, invalidParameter, serviceIn, taskDefinitionOf } from './lookup.ts';
import { beginRollout, needsRollout } from './rollouts.ts';
import { describeService } from './shapes.ts';
import type { Service } from './state.ts';
import { tagsOf } from './tags.ts';

const STRATEGY_NEEDS_FORCE =
  'When switching from launch type to capacity provider strategy on an existing service, or making a ' +
  'change to a capacity provider strategy on a service that is already using one, you must force a new deployment.';

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
  if (serviceIn(cluster, serviceName)?.status === 'ACTIVE') {
    throw invalidParameter('Creation of service was not idempotent.');
  }
  const { clientToken: _token, role: _role, ...settings } = rest;
  if (settings.launchType && settings.capacityProviderStrategy) {
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. ' +
        'Remove one and try again.',
    );
  }
  const definition = knownTaskDefinition(region, taskDefinition ?? '');
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
    tasks: [],
    events: [],
    steadySince: undefined,
  };
  const launchType = settings.launchType ?? (settings.capacityProviderStrategy ? undefined : 'EC2');
  const { capacityProviderStrategy } = settings;
  beginRollout(
    region,
    service,
    { taskDefinition: definition, launchType, capacityProviderStrategy, monitoring },
    now,
  );
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
  if (capacityProviderStrategy && !forceNewDeployment) throw invalidParameter(STRATEGY_NEEDS_FORCE);
  const definition = taskDefinition && knownTaskDefinition(region, taskDefinition);
  if (desiredCount !== undefined) setDesiredCount(service, checkedCount(desiredCount));
  Object.assign(service.settings, settings);
  if (needsRollout(service, { ...input, taskDefinition: definition || undefined })) {
    const strategy = capacityProviderStrategy && { capacityProviderStrategy, launchType: undefined };
    beginRollout(region, service, { taskDefinition: definition || undefined, monitoring, ...strategy }, now);
  }
  return { service: { ...describeService(service), tags: tagsOf(region, service.arn) } };
}

/** Deletes a service that has been scaled to none, or with `force` any; its scalable target goes with it. */
export function DeleteService(
  input: DeleteServiceCommandInput,
  { region }: Call,
): Answer<DeleteServiceCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  if (service.desiredCount > 0 && !input.force) {
    throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
  }
  setDesiredCount(service, 0);
  service.status = 'DRAINING';
  service.steadySince = undefined;
  forgetTarget(region, `service/${service.cluster.name}/${service.name}`);
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

function knownTaskDefinition(region: Region, name: string): string {
  const found = taskDefinitionOf(region, name)?.taskDefinitionArn;
  if (found === undefined) throw new AwsError('ClientException', 'TaskDefinition not found.');
  return found;
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

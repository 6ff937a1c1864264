import type {
  ContainerImage,
  Deployment,
  Service as SdkService,
  ServiceDeployment,
  ServiceRevision,
} from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { failedTasks, thresholdOf } from './circuit-breaker.ts';
import { taskDefinitionOf } from './lookup.ts';
import { pendingCount, type Rollout, runningCount, type Service } from './state.ts';
import { describeTaskSet } from './task-set-life.ts';

/** The service as DescribeServices shows it, without tags. */
export function describeService(service: Service): SdkService {
  const [primary] = service.rollouts;
  const { loadBalancers = [], serviceRegistries = [], ...settings } = service.settings;
  const external = settings.deploymentController?.type === 'EXTERNAL';
  const gone = service.status === 'INACTIVE';
  return {
    ...settings,
    loadBalancers,
    serviceRegistries,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.cluster.arn,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: runningCount(service),
    pendingCount: pendingCount(service),
    launchType: primary?.launchType,
    capacityProviderStrategy: primary?.capacityProviderStrategy,
    platformFamily: 'Linux',
    taskDefinition: primary?.taskDefinition,
    taskSets: external ? service.taskSets.map((set) => describeTaskSet(service, set)) : undefined,
    deployments: gone ? [] : service.rollouts.map((rollout) => describeDeployment(service, rollout)),
    events: service.events,
    createdAt: service.createdAt,
    currentServiceDeployment: primary?.serviceDeploymentArn,
    currentServiceRevisions: service.rollouts.map((rollout) => ({
      arn: rollout.serviceRevisionArn,
      requestedTaskCount: rollout === primary ? service.desiredCount : 0,
      runningTaskCount: runningCount(service, rollout),
      pendingTaskCount: pendingCount(service, rollout),
    })),
  };
}

function describeDeployment(service: Service, rollout: Rollout): Deployment {
  const isPrimary = rollout === service.rollouts[0];
  return {
    id: rollout.id,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: rollout.taskDefinition,
    desiredCount: isPrimary ? service.desiredCount : 0,
    pendingCount: pendingCount(service, rollout),
    runningCount: runningCount(service, rollout),
    failedTasks: failedTasks(service, rollout),
    createdAt: rollout.createdAt,
    updatedAt: rollout.updatedAt,
    launchType: rollout.launchType,
    capacityProviderStrategy: rollout.capacityProviderStrategy,
    platformVersion: service.settings.platformVersion,
    platformFamily: 'Linux',
    networkConfiguration: service.settings.networkConfiguration,
    rolloutState: rollout.state,
    rolloutStateReason:
      rollout.stateReason ?? `ECS deployment ${rollout.id} ${isDone(rollout) ? 'completed' : 'in progress'}.`,
  };
}

function isDone({ state }: Rollout): boolean {
  return state === 'COMPLETED';
}

export function describeServiceDeployment(service: Service, rollout: Rollout): ServiceDeployment {
  const summary = (of: Rollout, requested: number) => ({
    arn: of.serviceRevisionArn,
    requestedTaskCount: requested,
    runningTaskCount: runningCount(service, of),
    pendingTaskCount: pendingCount(service, of),
  });
  return {
    serviceDeploymentArn: rollout.serviceDeploymentArn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    createdAt: rollout.createdAt,
    startedAt: rollout.createdAt,
    finishedAt: rollout.finishedAt,
    updatedAt: rollout.updatedAt,
    sourceServiceRevisions: rollout.previous ? [summary(rollout.previous, 0)] : [],
    targetServiceRevision: summary(rollout, service.desiredCount),
    status: rollout.status,
    statusReason: rollout.statusReason,
    stoppedAt: rollout.status === 'STOPPED' ? rollout.finishedAt : undefined,
    deploymentConfiguration: service.settings.deploymentConfiguration,
    deploymentCircuitBreaker: {
      status: breakerStatus(service, rollout),
      failureCount: rollout.failedStarts,
      threshold: thresholdOf(service),
    },
    rollback: rollout.rollback && {
      reason: rollout.statusReason,
      startedAt: rollout.rollback.createdAt,
      serviceRevisionArn: rollout.rollback.serviceRevisionArn,
    },
  };
}

function breakerStatus(
  { settings }: Service,
  { state }: Rollout,
): NonNullable<ServiceDeployment['deploymentCircuitBreaker']>['status'] {
  if (!settings.deploymentConfiguration?.deploymentCircuitBreaker?.enable) return 'DISABLED';
  if (state === 'FAILED') return 'TRIGGERED';
  return state === 'COMPLETED' ? 'MONITORING_COMPLETE' : 'MONITORING';
}

/** The service revision, the one place where AWS shows a service's metric resolution. */
export function describeRevision(service: Service, rollout: Rollout, region: Region): ServiceRevision {
  const { loadBalancers, networkConfiguration, platformVersion } = service.settings;
  return {
    serviceRevisionArn: rollout.serviceRevisionArn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    taskDefinition: rollout.taskDefinition,
    launchType: rollout.launchType,
    capacityProviderStrategy: rollout.capacityProviderStrategy,
    platformVersion,
    platformFamily: 'Linux',
    loadBalancers,
    networkConfiguration,
    monitoring: rollout.monitoring,
    containerImages: describeImages(region, rollout),
    createdAt: rollout.createdAt,
  };
}

function describeImages(region: Region, { taskDefinition, imageDigests }: Rollout): ContainerImage[] {
  const { containerDefinitions = [] } = taskDefinitionOf(region, taskDefinition) ?? {};
  return containerDefinitions.map(({ name: containerName = '', image }) => ({
    containerName,
    image,
    imageDigest: imageDigests[containerName],
  }));
}

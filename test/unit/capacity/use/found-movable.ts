import type { CapacityProvider, Deployment, Service } from '@aws-sdk/client-ecs';
import type { FoundMovable } from '../../../../src/capacity/use/read.ts';
import { parseStrategy } from '../../../../src/ecs/strategy.ts';

export const began = new Date('2026-03-04T09:00:00Z');

/** A wish for prod/web; `none` for its launch type. */
export function moving(strategy: string) {
  const name = { cluster: 'prod', service: 'web' };
  return { name, strategy: strategy === 'none' ? [] : parseStrategy(strategy) };
}

export function aDeployment(more: Partial<Deployment> = {}): Deployment {
  const counts = { desiredCount: 3, runningCount: 3, pendingCount: 0, failedTasks: 0 };
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    rolloutState: 'COMPLETED',
    createdAt: began,
    ...counts,
    ...more,
  };
}

/** prod/web with three tasks on launch type FARGATE and its circuit breaker on. */
export function aService(more: Partial<Service> = {}): Service {
  return {
    serviceName: 'web',
    status: 'ACTIVE',
    launchType: 'FARGATE',
    desiredCount: 3,
    deployments: [aDeployment()],
    events: [],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    ...more,
  };
}

export const strategyFor = (...names: string[]) =>
  names.map((capacityProvider) => ({ capacityProvider, base: 0, weight: 1 }));

/** A cluster that has Fargate and provider `nodes`, and beside it what a test says. */
export function aFound(
  service: Partial<Service> = {},
  { definition, ...more }: Partial<FoundMovable> = {},
): FoundMovable {
  const nodes: CapacityProvider = { name: 'nodes', status: 'ACTIVE', type: 'EC2_AUTOSCALING' };
  return {
    region: 'us-east-1',
    cluster: { clusterName: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT', 'nodes'] },
    providers: [nodes],
    service: aService(service),
    definition: {
      family: 'web',
      revision: 7,
      networkMode: 'awsvpc',
      compatibilities: ['EC2', 'FARGATE'],
      ...definition,
    },
    isScaled: false,
    ...more,
  };
}

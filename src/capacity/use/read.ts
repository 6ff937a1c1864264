import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  type Service,
  type ServiceDeploymentBrief,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import { readService } from '../../ecs/read-service.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import type { FoundCapacity } from '../found.ts';
import { isAsWanted } from './as-wanted.ts';
import { isRollback, readDeployments } from './service-deployments.ts';
import type { WantedMove } from './wanted.ts';

/** A service in its cluster, with what decides whether it can be moved. */
export interface FoundMovable extends FoundCapacity {
  readonly service: Service;
  /** What its tasks are made from; only where there is something to move. */
  readonly definition?: TaskDefinition;
  /** Whether Application Auto Scaling changes the number of its tasks. */
  readonly isScaled: boolean;
  /** The last deployment, where ECS has rolled it back. */
  readonly rolledBack?: ServiceDeploymentBrief;
}

/**
 * What there is of the service and of the capacity providers of its cluster. Of a service that is as wanted, nothing
 * more is asked.
 * @throws a `not-found` failure for the service or the cluster.
 */
export async function readMovable(aws: Aws, { name, strategy }: WantedMove): Promise<FoundMovable> {
  const service = await readService(aws, name);
  const cluster = await readCluster(aws, name.cluster);
  const region = await aws.client(ECSClient).config.region();
  const as = { region, cluster, service };
  if (isAsWanted(service, strategy)) return { ...as, providers: [], isScaled: false };
  const [providers, definition, isScaled, rolledBack] = await Promise.all([
    readProviders(aws, [cluster]),
    readDefinition(aws, service),
    readIsScaled(aws, name),
    readRollback(aws, name, service),
  ]);
  return { ...as, providers, isScaled, ...(definition && { definition }), ...(rolledBack && { rolledBack }) };
}

/** None where somebody else than ECS deploys: the service then names none. */
async function readDefinition(aws: Aws, { taskDefinition }: Service): Promise<TaskDefinition | undefined> {
  if (!taskDefinition) return undefined;
  const answer = await aws.client(ECSClient).send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return answer.taskDefinition;
}

async function readIsScaled(aws: Aws, { cluster, service }: ServiceName): Promise<boolean> {
  const { ScalableTargets = [] } = await aws.client(ApplicationAutoScalingClient).send(
    new DescribeScalableTargetsCommand({
      ServiceNamespace: 'ecs',
      ResourceIds: [`service/${cluster}/${service}`],
      ScalableDimension: 'ecs:service:DesiredCount',
    }),
  );
  return ScalableTargets.length > 0;
}

/** The newest deployment, where it was rolled back; asked for only where the service's events speak of one that failed. */
async function readRollback(
  aws: Aws,
  name: ServiceName,
  { events = [] }: Service,
): Promise<ServiceDeploymentBrief | undefined> {
  if (!events.some(({ message = '' }) => /deployment failed|rolling back/.test(message))) return undefined;
  const [newest] = await readDeployments(aws, name);
  return newest && isRollback(newest) ? newest : undefined;
}

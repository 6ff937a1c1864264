import {
  type CapacityProvider,
  type CapacityProviderStrategyItem,
  type Cluster,
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';

/** The cluster with its settings and its default strategy; undefined where ECS does not know it. */
export async function readCluster(aws: Aws, cluster: string): Promise<Cluster | undefined> {
  const { clusters = [] } = await aws
    .client(ECSClient)
    .send(new DescribeClustersCommand({ clusters: [cluster], include: ['SETTINGS'] }));
  return clusters[0];
}

/** The service's strategy; empty where it has a launch type instead. */
export function strategyOf({ capacityProviderStrategy = [] }: Service): CapacityProviderStrategyItem[] {
  return capacityProviderStrategy;
}

/**
 * The capacity providers that the service's tasks go to. The two of Fargate have nothing to tell, so that a service
 * on them costs no request.
 */
export async function readCapacityProviders(
  aws: Aws,
  cluster: string,
  service: Service,
): Promise<CapacityProvider[]> {
  const names = strategyOf(service).flatMap(({ capacityProvider: name }) => name ?? []);
  const asked = names.filter((name) => !/^FARGATE(_SPOT)?$/.test(name));
  if (asked.length === 0) return [];
  const { capacityProviders = [] } = await aws
    .client(ECSClient)
    .send(new DescribeCapacityProvidersCommand({ capacityProviders: asked, cluster }));
  return capacityProviders;
}

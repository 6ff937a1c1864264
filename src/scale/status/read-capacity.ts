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
import { concernsCaller } from '../../aws/caller-error.ts';
import { explainAwsError } from '../../aws/explain.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import type { FoundStatus } from './found.ts';

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
 * The capacity providers of the service and, where it runs on instances, these. Who may not look at instances still gets
 * all the rest.
 */
export async function readCapacity(
  aws: Aws,
  cluster: string,
  service: Service,
): Promise<Pick<FoundStatus, 'capacityProviders' | 'fleet' | 'fleetRefusal'>> {
  const capacityProviders = await readCapacityProviders(aws, cluster, service);
  if (!runsOnInstances(service)) return { capacityProviders };
  try {
    // The clients for instances and their groups are large: a service on Fargate does not wait for them to load.
    const { readServiceFleet } = await import('../../ecs/fleet/read.ts');
    return { capacityProviders, fleet: await readServiceFleet(aws, cluster, service, capacityProviders) };
  } catch (error) {
    if (!concernsCaller(error)) throw error;
    const { message, hint } = explainAwsError(error) ?? {};
    return { capacityProviders, fleetRefusal: [message, hint].filter(Boolean).join('; ') };
  }
}

function runsOnInstances(service: Service): boolean {
  const names = strategyOf(service).map(({ capacityProvider = '' }) => capacityProvider);
  return names.length > 0 ? !names.some(isFargate) : service.launchType === 'EC2';
}

/**
 * The capacity providers that the service's tasks go to. The two of Fargate have nothing to tell, so that a service
 * on them costs no request.
 */
async function readCapacityProviders(
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

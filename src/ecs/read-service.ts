import {
  DescribeServicesCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
} from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';
import type { Aws } from '../aws/aws.ts';
import { notFound } from '../aws/not-found.ts';
import { collect } from '../aws/pages.ts';
import type { ServiceName } from './service-name.ts';

/**
 * The service as ECS describes it.
 * @throws a `not-found` failure naming the nearest clusters or services; a service that was deleted a while ago is
 * still described, as INACTIVE, and counts as not found.
 */
export async function readService(aws: Aws, name: ServiceName): Promise<Service> {
  const { cluster, service } = name;
  const ecs = aws.client(ECSClient);
  const answer = await ecs
    .send(new DescribeServicesCommand({ cluster, services: [service] }))
    .catch(async (error: Error) => {
      if (error.name !== 'ClusterNotFoundException') throw error;
      throw notFound('cluster', cluster, await clusterNames(ecs));
    });
  const [found] = answer.services ?? [];
  if (found && found.status !== 'INACTIVE') return found;
  throw notFound('service', service, await serviceNames(ecs, cluster), ` in cluster ${cluster}`);
}

/** Holds that the cluster exists, for verbs that speak of a cluster alone. */
export async function clusterNames(ecs: ECSClient): Promise<string[]> {
  const arns = await collect(paginateListClusters({ client: ecs }, {}), ({ clusterArns }) => clusterArns);
  return arns.map(nameOf);
}

async function serviceNames(ecs: ECSClient, cluster: string): Promise<string[]> {
  const pages = paginateListServices({ client: ecs, pageSize: 100 }, { cluster });
  return (await collect(pages, ({ serviceArns }) => serviceArns)).map(nameOf);
}

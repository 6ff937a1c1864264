import { type Cluster, DescribeClustersCommand, ECSClient, paginateListClusters } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';
import { eachAtOnce } from '../aws/at-once.ts';
import type { Aws } from '../aws/aws.ts';
import { notFound } from '../aws/not-found.ts';
import { batches, collect } from '../aws/pages.ts';

/** Clusters that one DescribeClusters takes. */
const clustersAtOnce = 100;

/**
 * The cluster with its capacity providers and how far their last change has come.
 * @throws a `not-found` failure naming the nearest ones; one that was deleted is still described for a while, as
 * INACTIVE, and counts as not found.
 */
export async function readCluster(aws: Aws, name: string): Promise<Cluster> {
  const [found] = await describeClusters(aws, [name]);
  if (found) return found;
  throw notFound('cluster', name, (await clusterArns(aws)).map(nameOf));
}

/** Every cluster of the region, by name. */
export async function readClusters(aws: Aws): Promise<Cluster[]> {
  const lists = await eachAtOnce(batches(await clusterArns(aws), clustersAtOnce), (arns) =>
    describeClusters(aws, arns),
  );
  return lists.flat().sort((one, other) => ((one.clusterName ?? '') < (other.clusterName ?? '') ? -1 : 1));
}

async function describeClusters(aws: Aws, clusters: string[]): Promise<Cluster[]> {
  const { clusters: found = [] } = await aws
    .client(ECSClient)
    .send(new DescribeClustersCommand({ clusters, include: ['ATTACHMENTS'] }));
  return found.filter(({ status }) => status !== 'INACTIVE');
}

function clusterArns(aws: Aws): Promise<string[]> {
  return collect(
    paginateListClusters({ client: aws.client(ECSClient), pageSize: 100 }, {}),
    ({ clusterArns }) => clusterArns,
  );
}

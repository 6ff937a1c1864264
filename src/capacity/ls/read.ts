import { ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster, readClusters } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import type { FoundProviders } from './list.ts';

/**
 * The region's capacity providers with the clusters that have them, or those of one cluster.
 * @throws a `not-found` failure for a cluster that does not exist.
 */
export async function readListed(aws: Aws, cluster?: string): Promise<FoundProviders> {
  const clusters = cluster === undefined ? await readClusters(aws) : [await readCluster(aws, cluster)];
  const providers = await readProviders(aws, clusters);
  const region = await aws.client(ECSClient).config.region();
  return { region, ...(cluster !== undefined && { cluster }), clusters, providers };
}

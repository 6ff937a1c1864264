import { ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readFleet } from '../../ecs/fleet/read.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import type { FoundStatus } from './judge.ts';

/**
 * The cluster with all its capacity.
 * @throws a `not-found` failure for a cluster that does not exist.
 */
export async function readStatus(aws: Aws, name: string): Promise<FoundStatus> {
  const cluster = await readCluster(aws, name);
  const [region, fleet] = await Promise.all([aws.client(ECSClient).config.region(), readFleet(aws, cluster)]);
  return { region, cluster, fleet };
}

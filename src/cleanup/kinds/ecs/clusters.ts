import { type Cluster, DescribeClustersCommand, ECSClient, paginateListClusters } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { batches, collect } from '../../../aws/pages.ts';
import type { Search } from '../../kind.ts';
import { oncePerSearch } from '../once-per-search.ts';

/** Clusters that one DescribeClusters takes. */
const clustersAtOnce = 100;

/** The region's clusters. One that was deleted goes on being described for a while, as INACTIVE. */
export const clustersOf = oncePerSearch(async ({ aws }): Promise<Cluster[]> => {
  const client = aws.client(ECSClient);
  const arns = await collect(
    paginateListClusters({ client, pageSize: 100 }, {}),
    ({ clusterArns }) => clusterArns,
  );
  const answers = await eachAtOnce(batches(arns, clustersAtOnce), (clusters) =>
    client.send(new DescribeClustersCommand({ clusters, include: ['TAGS', 'SETTINGS', 'CONFIGURATIONS'] })),
  );
  return answers.flatMap(({ clusters = [] }) => clusters).filter(({ status }) => status !== 'INACTIVE');
});

/** What is in all clusters, as `read` finds it in one; in one that was deleted since it was listed there is nothing. */
export async function ofEachCluster<Thing>(
  search: Search,
  read: (cluster: string) => Promise<Thing[]>,
): Promise<Thing[]> {
  const lists = await eachAtOnce(await clustersOf(search), ({ clusterName = '' }) =>
    read(clusterName).catch((error: Error) => {
      if (error.name === 'ClusterNotFoundException') return [];
      throw error;
    }),
  );
  return lists.flat();
}

import { type Cluster, DescribeClustersCommand, ECSClient, paginateListClusters } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { batches, collect } from '../../../aws/pages.ts';
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

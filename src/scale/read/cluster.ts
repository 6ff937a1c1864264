import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';

/** The cluster's Container Insights setting: `enabled`, `enhanced` or `disabled`. */
export async function readContainerInsights(aws: Aws, cluster: string): Promise<string> {
  const { clusters = [] } = await aws
    .client(ECSClient)
    .send(new DescribeClustersCommand({ clusters: [cluster], include: ['SETTINGS'] }));
  const setting = clusters[0]?.settings?.find(({ name }) => name === 'containerInsights');
  return setting?.value ?? 'disabled';
}

import type { Service } from '@aws-sdk/client-ecs';
import { parseArn } from '../../../aws/arn.ts';
import { readServices } from '../../../ecs/read-services.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { ofEachCluster } from './clusters.ts';

/** The services of all clusters. */
export const servicesOf = oncePerSearch(async (search): Promise<Service[]> => {
  const services = await ofEachCluster(search, (cluster) => readServices(search.aws, cluster, ['TAGS']));
  return services.filter(({ status }) => status !== 'INACTIVE');
});

/**
 * The ARN of the service `prod/web` in the account and region of another resource: what a stack's list calls it, even
 * when it is gone.
 */
export function serviceArn(words: string, besideArn: string): string {
  const { partition = 'aws', region = '', account = '' } = parseArn(besideArn) ?? {};
  return `arn:${partition}:ecs:${region}:${account}:service/${words}`;
}

import { DescribeServicesCommand, ECSClient, paginateListServices, type Service } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../../aws/arn.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { batches, collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { clustersOf } from './clusters.ts';

/** Services that one DescribeServices takes. */
const servicesAtOnce = 10;

/** The services of all clusters. AWS lists them, and describes ten a call, for one cluster at a time. */
export const servicesOf = oncePerSearch(async (search): Promise<Service[]> => {
  const client = search.aws.client(ECSClient);
  const clusters = (await clustersOf(search)).map(({ clusterName = '' }) => clusterName);
  const lists = await eachAtOnce(clusters, async (cluster) => {
    const arns = await collect(
      paginateListServices({ client, pageSize: 100 }, { cluster }),
      ({ serviceArns }) => serviceArns,
    );
    return batches(arns, servicesAtOnce).map((services) => ({ cluster, services }));
  });
  const answers = await eachAtOnce(lists.flat(), ({ cluster, services }) =>
    client.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
  );
  return answers.flatMap(({ services = [] }) => services).filter(({ status }) => status !== 'INACTIVE');
});

/** `prod/web`: a service as it is typed, and as what scales or watches it names it. */
export function serviceWords({ clusterArn = '', serviceName = '' }: Service): string {
  return `${nameOf(clusterArn)}/${serviceName}`;
}

/**
 * The ARN of the service `prod/web` in the account and region of another resource: what a stack's list calls it, even
 * when it is gone.
 */
export function serviceArn(words: string, besideArn: string): string {
  const { partition = 'aws', region = '', account = '' } = parseArn(besideArn) ?? {};
  return `arn:${partition}:ecs:${region}:${account}:service/${words}`;
}

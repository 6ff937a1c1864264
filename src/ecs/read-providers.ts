import {
  type CapacityProvider,
  type Cluster,
  DescribeCapacityProvidersCommand,
  type DescribeCapacityProvidersCommandInput,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../aws/at-once.ts';
import type { Aws } from '../aws/aws.ts';

/** The largest page of DescribeCapacityProviders, for which the SDK has no paginator. */
const pageSize = 10;

/**
 * The region's capacity providers, FARGATE and FARGATE_SPOT among them. Those of managed instances belong to one
 * cluster, and AWS gives them only to one who asks for it: a cluster is asked for when it names one that the region's
 * list does not have.
 *
 * @param clusters may still be on their way: the region's list is asked for meanwhile.
 * @param more what AWS is to tell beyond what it tells unasked.
 */
export async function readProviders(
  aws: Aws,
  clusters: readonly Cluster[] | Promise<readonly Cluster[]>,
  more: Pick<DescribeCapacityProvidersCommandInput, 'include'> = {},
): Promise<CapacityProvider[]> {
  const [holders, shared] = await Promise.all([clusters, describe(aws, more)]);
  const known = new Set(shared.map(({ name }) => name));
  const asked = holders.filter(({ capacityProviders = [] }) =>
    capacityProviders.some((name) => !known.has(name)),
  );
  const own = await eachAtOnce(asked, ({ clusterName: cluster }) => describe(aws, { ...more, cluster }));
  const all = new Map([...shared, ...own.flat()].map((one) => [one.capacityProviderArn, one]));
  return [...all.values()].filter(({ status }) => status !== 'INACTIVE');
}

async function describe(aws: Aws, which: DescribeCapacityProvidersCommandInput): Promise<CapacityProvider[]> {
  const client = aws.client(ECSClient);
  const all: CapacityProvider[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeCapacityProvidersCommand({ ...which, maxResults: pageSize, nextToken }),
    );
    all.push(...(page.capacityProviders ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

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
 */
export async function readProviders(aws: Aws, clusters: readonly Cluster[]): Promise<CapacityProvider[]> {
  const shared = await describe(aws, {});
  const known = new Set(shared.map(({ name }) => name));
  const asked = clusters.filter(({ capacityProviders = [] }) =>
    capacityProviders.some((name) => !known.has(name)),
  );
  const own = await eachAtOnce(asked, ({ clusterName: cluster }) => describe(aws, { cluster }));
  const all = new Map([...shared, ...own.flat()].map((one) => [one.name, one]));
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

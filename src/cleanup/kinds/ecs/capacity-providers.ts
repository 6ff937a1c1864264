import {
  type CapacityProvider,
  DescribeCapacityProvidersCommand,
  type DescribeCapacityProvidersCommandInput,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { clustersOf } from './clusters.ts';

/** The largest page of DescribeCapacityProviders, for which the SDK has no paginator. */
const pageSize = 10;

/**
 * The account's own capacity providers. Those of managed instances belong to one cluster, and AWS gives them only to
 * one who asks for that cluster: a cluster is asked for when it names providers that the region's list does not have.
 */
export const capacityProvidersOf = oncePerSearch(async (search): Promise<CapacityProvider[]> => {
  const [clusters, common] = await Promise.all([clustersOf(search), describe(search.aws, {})]);
  const known = new Set(common.map(({ name }) => name));
  const asked = clusters.filter(({ capacityProviders = [] }) =>
    capacityProviders.some((name) => !isFargate(name) && !known.has(name)),
  );
  const lists = await eachAtOnce(asked, ({ clusterName }) => describe(search.aws, { cluster: clusterName }));
  const all = new Map([...common, ...lists.flat()].map((one) => [one.capacityProviderArn, one]));
  return [...all.values()].filter(({ name = '', status }) => !isFargate(name) && status !== 'INACTIVE');
});

/** Whether it is one of the two that every account has and nobody can delete. */
export function isFargate(name: string): boolean {
  return name === 'FARGATE' || name === 'FARGATE_SPOT';
}

/** Whether it belongs to one cluster, which cannot be without it before it is deleted. */
export function isOfOneCluster({ type, cluster }: CapacityProvider): boolean {
  return type === 'MANAGED_INSTANCES' || cluster !== undefined;
}

async function describe(aws: Aws, which: DescribeCapacityProvidersCommandInput): Promise<CapacityProvider[]> {
  const client = aws.client(ECSClient);
  const all: CapacityProvider[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeCapacityProvidersCommand({ ...which, include: ['TAGS'], maxResults: pageSize, nextToken }),
    );
    all.push(...(page.capacityProviders ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

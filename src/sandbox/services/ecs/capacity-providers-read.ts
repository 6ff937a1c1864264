import type {
  CapacityProvider,
  DescribeCapacityProvidersCommandInput,
  DescribeCapacityProvidersCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import { fargateProviders } from './capacity-provider-life.ts';
import { findCluster, invalidParameter, lastPart } from './lookup.ts';
import { tagsOf } from './tags.ts';

/**
 * All that clusters can share, or where a cluster is named all that it has, those of managed instances among them; of
 * these the names and ARNs asked for, at most ten a page. What is not there comes back as a failure.
 */
export function DescribeCapacityProviders(
  input: DescribeCapacityProvidersCommandInput,
  { region }: Call,
): Answer<DescribeCapacityProvidersCommandOutput> {
  const known = knownTo(region, input.cluster);
  if ((input.capacityProviders?.length ?? 0) > 100) {
    throw invalidParameter('Capacity providers cannot have more than 100 elements.');
  }
  const asked = input.capacityProviders?.map(lastPart);
  const wanted = asked?.length ? known.filter(({ name = '' }) => asked.includes(name)) : known;
  const size = pageSize(
    input.maxResults,
    { otherwise: 10, most: 10 },
    invalidParameter('Invalid maxResults.'),
  );
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidParameter('Invalid token.'));
  const missing = (asked ?? []).filter((name) => !known.some((provider) => provider.name === name));
  const withTags = input.include?.includes('TAGS');
  return {
    capacityProviders: items.map((about) => ({
      ...about,
      tags: withTags ? tagsOf(region, about.capacityProviderArn ?? '') : [],
    })),
    failures: missing.map((name) => ({
      arn: arn(region, 'ecs', `capacity-provider/${name}`),
      reason: 'MISSING',
    })),
    nextToken,
  };
}

function knownTo(region: Region, clusterName: string | undefined): CapacityProvider[] {
  const own = [...region.ecs.capacityProviders.values()].map(({ about }) => about);
  const shared = [...fargateProviders(region), ...own.filter(({ cluster }) => cluster === undefined)];
  if (clusterName === undefined) return shared;
  const cluster = findCluster(region, clusterName);
  return [
    ...shared.filter(({ name = '' }) => cluster.capacityProviders.includes(name)),
    ...own.filter((one) => one.cluster === cluster.name),
  ];
}

import type {
  DescribeCapacityProvidersCommandInput,
  DescribeCapacityProvidersCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { fargateProviders } from './capacity-provider-life.ts';
import { invalidParameter, lastPart } from './lookup.ts';
import { tagsOf } from './tags.ts';

/** All, or those of the names and ARNs asked for, at most ten a page. What is not there comes back as a failure. */
export function DescribeCapacityProviders(
  input: DescribeCapacityProvidersCommandInput,
  { region }: Call,
): Answer<DescribeCapacityProvidersCommandOutput> {
  const own = [...region.ecs.capacityProviders.values()].map(({ about }) => about);
  const known = [...fargateProviders(region), ...own];
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

import type {
  CapacityProvider,
  DescribeCapacityProvidersCommandInput,
  DescribeCapacityProvidersCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import { invalidParameter, lastPart } from './lookup.ts';

export function DescribeCapacityProviders(
  input: DescribeCapacityProvidersCommandInput,
  { region }: Call,
): Answer<DescribeCapacityProvidersCommandOutput> {
  const known = [...fargateProviders(region), ...region.ecs.capacityProviders.values()];
  const asked = input.capacityProviders?.map(lastPart);
  const wanted = asked ? known.filter(({ name = '' }) => asked.includes(name)) : known;
  const size = pageSize(
    input.maxResults,
    { otherwise: 10, most: 10 },
    invalidParameter('Invalid maxResults.'),
  );
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidParameter('Invalid token.'));
  const missing = (asked ?? []).filter((name) => !known.some((provider) => provider.name === name));
  return {
    capacityProviders: items,
    failures: missing.map((name) => ({
      arn: arn(region, 'ecs', `capacity-provider/${name}`),
      reason: 'MISSING',
    })),
    nextToken,
  };
}

/** The two that every account has. */
function fargateProviders(region: Region): CapacityProvider[] {
  return (['FARGATE', 'FARGATE_SPOT'] as const).map((name) => ({
    capacityProviderArn: arn(region, 'ecs', `capacity-provider/${name}`),
    name,
    status: 'ACTIVE',
    type: name,
    tags: [],
  }));
}

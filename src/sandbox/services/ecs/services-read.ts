import type {
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import { arn, resourceOf } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { findCluster, invalidParameter, lastPart, serviceIn } from './lookup.ts';
import { describeService } from './shapes.ts';
import { tagsOf } from './tags.ts';

/** What is not there comes back as a failure with the reason MISSING, and the answer is still a success. */
export function DescribeServices(
  input: DescribeServicesCommandInput,
  { region }: Call,
): Answer<DescribeServicesCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const names = input.services ?? [];
  if (names.length === 0) throw invalidParameter('Services cannot be empty.');
  if (names.length > 10) throw invalidParameter('Services cannot have more than 10 elements.');
  const found = names.map((name) => serviceIn(cluster, name));
  const missing = names.filter((_, index) => !found[index]);
  const withTags = input.include?.includes('TAGS');
  return {
    services: [...new Set(found)]
      .filter((service) => service !== undefined)
      .map((service) => ({
        ...describeService(service),
        tags: withTags ? tagsOf(region, service.arn) : undefined,
      })),
    failures: missing.map((name) => ({
      arn: name.startsWith('arn:')
        ? name
        : arn(region, 'ecs', `service/${cluster.name}/${lastPart(resourceOf(name))}`),
      reason: 'MISSING',
    })),
  };
}

export function ListServices(
  input: ListServicesCommandInput,
  { region }: Call,
): Answer<ListServicesCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const size = pageSize(
    input.maxResults,
    { otherwise: 10, most: 100 },
    invalidParameter('Invalid maxResults.'),
  );
  const arns = [...cluster.services.values()]
    .filter(({ status }) => status !== 'INACTIVE')
    .filter(({ rollouts }) => !input.launchType || rollouts[0]?.launchType === input.launchType)
    .filter(
      ({ settings }) => !input.schedulingStrategy || settings.schedulingStrategy === input.schedulingStrategy,
    )
    .map((service) => service.arn);
  const { items, nextToken } = page(arns, input.nextToken, size, invalidParameter('Invalid token.'));
  return { serviceArns: items, nextToken };
}

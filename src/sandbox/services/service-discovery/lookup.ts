import { AwsError, type Call } from '../../service.ts';
import { type Page, page, pageSize } from '../paging.ts';
import type { CloudMapNamespace, CloudMapService } from './state.ts';

/** The namespaces that are there at the moment: made already, and not deleted yet. */
export function namespacesOf({ region, now }: Call): CloudMapNamespace[] {
  return [...region.serviceDiscovery.namespaces.values()].filter(
    ({ createdAt, deletedAt }) => createdAt <= now && (deletedAt === undefined || now < deletedAt),
  );
}

/** The namespace of that id or ARN. Throws NamespaceNotFound. */
export function findNamespace(call: Call, idOrArn = ''): CloudMapNamespace {
  const id = idOrArn.split('/').at(-1);
  const namespace = namespacesOf(call).find((one) => one.id === id);
  if (namespace) return namespace;
  throw new AwsError('NamespaceNotFound', `Namespace not found: ${idOrArn}.`);
}

/** The service of that id or ARN. Throws ServiceNotFound. */
export function findService({ region }: Call, idOrArn = ''): CloudMapService {
  const service = region.serviceDiscovery.services.get(idOrArn.split('/').at(-1) ?? '');
  if (service) return service;
  throw new AwsError('ServiceNotFound', `Service not found: ${idOrArn}.`);
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}

export function inUse(message: string): AwsError {
  return new AwsError('ResourceInUse', message);
}

/** A page of a listing: MaxResults 1 to 100, 100 where it is not named. Throws InvalidInput. */
export function listed<Item>(
  items: readonly Item[],
  { MaxResults, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): Page<Item> {
  const size = pageSize(MaxResults, { otherwise: 100, most: 100 }, invalid('MaxResults must be 1 to 100.'));
  return page(items, NextToken, size, invalid('Invalid NextToken.'));
}

/** Whether a value is what a filter asks for; EQ where it does not say how. */
export function matches(
  value: string,
  { Values = [], Condition = 'EQ' }: { Values?: string[] | undefined; Condition?: string | undefined },
): boolean {
  if (Condition === 'EQ' && Values.length > 1) throw invalid('The condition EQ takes one value.');
  if (Condition === 'BEGINS_WITH') return Values.some((start) => value.startsWith(start));
  if (Condition === 'EQ' || Condition === 'IN') return Values.includes(value);
  throw invalid(`The condition ${Condition} is not supported by this filter.`);
}

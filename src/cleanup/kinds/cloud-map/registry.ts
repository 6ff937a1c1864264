import {
  type NamespaceSummary,
  paginateListNamespaces,
  paginateListServices,
  ServiceDiscoveryClient,
  type ServiceFilter,
  type ServiceSummary,
} from '@aws-sdk/client-servicediscovery';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';

const pageSize = 100;

/** A service of Cloud Map and the namespace that it is in, which AWS's list of services does not say. */
export interface Registry {
  readonly service: ServiceSummary;
  readonly namespace: NamespaceSummary;
}

/** The account's own namespaces: others may share theirs with it. */
export const namespacesOf = oncePerSearch(({ aws }) =>
  collect(
    paginateListNamespaces(
      { client: aws.client(ServiceDiscoveryClient), pageSize },
      { Filters: [{ Name: 'RESOURCE_OWNER', Values: ['SELF'], Condition: 'EQ' }] },
    ),
    ({ Namespaces }) => Namespaces,
  ),
);

/** The services of all namespaces, one call for each that has any. */
export const registriesOf = oncePerSearch(async (search): Promise<Registry[]> => {
  const client = search.aws.client(ServiceDiscoveryClient);
  const filled = (await namespacesOf(search)).filter(({ ServiceCount }) => ServiceCount !== 0);
  const lists = await eachAtOnce(filled, async (namespace) => {
    const Filters: ServiceFilter[] = [
      { Name: 'NAMESPACE_ID', Values: [namespace.Id ?? ''], Condition: 'EQ' },
    ];
    const services = await collect(
      paginateListServices({ client, pageSize }, { Filters }),
      ({ Services }) => Services,
    );
    return services.map((service) => ({ service, namespace }));
  });
  return lists.flat();
});

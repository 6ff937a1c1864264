import type {
  GetNamespaceCommandInput,
  GetNamespaceCommandOutput,
  ListNamespacesCommandInput,
  ListNamespacesCommandOutput,
  NamespaceFilter,
  NamespaceSummary,
} from '@aws-sdk/client-servicediscovery';
import type { Answer, Call } from '../../service.ts';
import { findNamespace, invalid, listed, matches, namespacesOf } from './lookup.ts';
import type { CloudMapNamespace } from './state.ts';

export function GetNamespace(
  { Id }: GetNamespaceCommandInput,
  call: Call,
): Answer<GetNamespaceCommandOutput> {
  const namespace = findNamespace(call, Id);
  return { Namespace: { ...describe(namespace, call), CreatorRequestId: namespace.creatorRequestId } };
}

export function ListNamespaces(
  input: ListNamespacesCommandInput,
  call: Call,
): Answer<ListNamespacesCommandOutput> {
  const filters = input.Filters ?? [];
  const wanted = namespacesOf(call).filter((one) => filters.every((filter) => satisfies(one, filter)));
  const { items, nextToken } = listed(wanted, input);
  return { Namespaces: items.map((one) => describe(one, call)), NextToken: nextToken };
}

function satisfies({ type, name }: CloudMapNamespace, filter: NamespaceFilter): boolean {
  switch (filter.Name) {
    case 'TYPE':
      return matches(type, filter);
    case 'NAME':
    case 'HTTP_NAME':
      return matches(name, filter);
    case 'RESOURCE_OWNER':
      return matches('SELF', filter);
    default:
      throw invalid(`Unknown filter: ${filter.Name}`);
  }
}

function describe(namespace: CloudMapNamespace, { region }: Call): NamespaceSummary {
  const { id, arn, name, type, description, hostedZone, createdAt } = namespace;
  const services = [...region.serviceDiscovery.services.values()];
  const dns = hostedZone && { HostedZoneId: hostedZone.id, SOA: { TTL: hostedZone.timeToLive } };
  return {
    Id: id,
    Arn: arn,
    ResourceOwner: region.accountId,
    Name: name,
    Type: type,
    Description: description,
    ServiceCount: services.filter(({ namespaceId }) => namespaceId === id).length,
    Properties: { DnsProperties: dns, HttpProperties: { HttpName: name } },
    CreateDate: createdAt,
  };
}

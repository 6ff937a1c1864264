import type {
  GetServiceCommandInput,
  GetServiceCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  Service,
  ServiceFilter,
} from '@aws-sdk/client-servicediscovery';
import type { Answer, Call } from '../../service.ts';
import { findService, invalid, listed, matches } from './lookup.ts';
import { instancesOf } from './registered.ts';
import type { CloudMapService } from './state.ts';

export function GetService({ Id }: GetServiceCommandInput, call: Call): Answer<GetServiceCommandOutput> {
  return { Service: describe(findService(call, Id), call) };
}

export function ListServices(input: ListServicesCommandInput, call: Call): Answer<ListServicesCommandOutput> {
  const filters = input.Filters ?? [];
  const wanted = [...call.region.serviceDiscovery.services.values()].filter((service) =>
    filters.every((filter) => satisfies(service, filter)),
  );
  const { items, nextToken } = listed(wanted, input);
  const Services = items.map((service) => {
    const { NamespaceId: _namespace, CreatorRequestId: _request, ...summary } = describe(service, call);
    return summary;
  });
  return { Services, NextToken: nextToken };
}

export function describe(service: CloudMapService, { region, now }: Call): Service {
  const { Type: _asked, ...settings } = service.settings;
  return {
    ...settings,
    DnsConfig: settings.DnsConfig && {
      RoutingPolicy: 'MULTIVALUE',
      ...settings.DnsConfig,
      NamespaceId: service.namespaceId,
    },
    Id: service.id,
    Arn: service.arn,
    ResourceOwner: region.accountId,
    Name: service.name,
    NamespaceId: service.namespaceId,
    InstanceCount: instancesOf(region, service, now).length,
    Type: settings.DnsConfig ? 'DNS_HTTP' : 'HTTP',
    CreateDate: service.createdAt,
    CreatedByAccount: region.accountId,
  };
}

function satisfies({ namespaceId }: CloudMapService, filter: ServiceFilter): boolean {
  if (filter.Name === 'NAMESPACE_ID') return matches(namespaceId, filter);
  if (filter.Name === 'RESOURCE_OWNER') return matches('SELF', filter);
  throw invalid(`Unknown filter: ${filter.Name}`);
}

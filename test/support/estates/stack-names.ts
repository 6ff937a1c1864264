import { CreatePrivateDnsNamespace } from '../../../src/sandbox/services/service-discovery/namespaces.ts';
import { CreateService } from '../../../src/sandbox/services/service-discovery/services.ts';
import type { Bill, Site } from './site.ts';
import type { Place } from './stack-network.ts';

/** A namespace in the stack's VPC; it is there when its operation has ended. */
export function beginNames({ call }: Site, { vpc }: Place): void {
  CreatePrivateDnsNamespace({ Name: 'lab.internal', Vpc: vpc }, call);
}

/** The names in it, once it is there. */
export function addNames({ call, region }: Site, bill: Bill): void {
  const [namespace] = region.serviceDiscovery.namespaces.values();
  const { Service } = CreateService({ Name: 'web', NamespaceId: namespace?.id ?? '' }, call);
  bill.add('Names', 'ServiceDiscovery::PrivateDnsNamespace', namespace?.id ?? '', { after: ['Vpc'] });
  bill.add('WebName', 'ServiceDiscovery::Service', Service?.Id ?? '', { after: ['Names'] });
}

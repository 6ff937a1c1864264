import type { Call } from '../../service.ts';
import type { PlantedResource } from '../../services/cloudformation/planting.ts';
import { CreatePrivateDnsNamespace } from '../../services/service-discovery/namespaces.ts';
import { CreateService } from '../../services/service-discovery/services.ts';

/** A namespace by which the lab's tasks find each other; it is there when its operation has ended. */
export function beginNames(call: Call, vpc: string): void {
  CreatePrivateDnsNamespace({ Name: 'lab.internal', Vpc: vpc }, call);
}

/** The names in it, once it is there. */
export function nameLab(call: Call): PlantedResource[] {
  const namespace = [...call.region.serviceDiscovery.namespaces.values()].find(
    ({ name }) => name === 'lab.internal',
  );
  const { Service } = CreateService({ Name: 'web', NamespaceId: namespace?.id ?? '' }, call);
  return [
    {
      logicalId: 'Names',
      type: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
      physicalId: namespace?.id ?? '',
      dependsOn: ['Vpc'],
    },
    {
      logicalId: 'WebName',
      type: 'AWS::ServiceDiscovery::Service',
      physicalId: Service?.Id ?? '',
      dependsOn: ['Names'],
    },
  ];
}

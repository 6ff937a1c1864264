import type { Region } from '../../world/region.ts';
import { isThere } from './endpoint-state.ts';
import { type Interface, interfaceId, ManagedInterface } from './interface.ts';
import type { Endpoint } from './state.ts';

const ENDPOINT_ACCOUNT = '727180483921';

/** One interface for each subnet of an interface endpoint that is not deleted yet. */
export function* endpointInterfaces(region: Region, now: Date): Generator<Interface> {
  for (const endpoint of region.ec2.endpoints.values()) {
    if (isThere(region, endpoint, now)) yield* interfacesOfEndpoint(region, endpoint);
  }
}

function* interfacesOfEndpoint(region: Region, endpoint: Endpoint): Generator<Interface> {
  for (const subnetId of endpoint.subnetIds) {
    const subnet = region.ec2.subnets.get(subnetId);
    if (!subnet) continue;
    yield new ManagedInterface({
      owner: ownerIn(endpoint, subnetId),
      subnet,
      type: 'vpc_endpoint',
      description: `VPC Endpoint Interface ${endpoint.id}`,
      groups: endpoint.groups,
      requester: ENDPOINT_ACCOUNT,
      heldBy: 'amazon-aws',
      attachmentPrefix: 'ela-attach',
    });
  }
}

/** The ids of an endpoint's interfaces. */
export function endpointInterfaceIds(endpoint: Endpoint): string[] {
  return endpoint.subnetIds.map((subnetId) => interfaceId(ownerIn(endpoint, subnetId)));
}

function ownerIn({ id }: Endpoint, subnetId: string): string {
  return `${id} ${subnetId}`;
}

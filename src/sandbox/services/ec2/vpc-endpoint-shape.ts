import type { DnsEntry, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import { endpointInterfaceIds } from './endpoint-interfaces.ts';
import { endpointState } from './endpoint-state.ts';
import { kinds } from './kinds.ts';
import type { Listing } from './listing.ts';
import { tagsOf } from './resource-tags.ts';
import { hexOf } from './stable-ids.ts';
import type { Endpoint } from './state.ts';

type Described = VpcEndpoint & { VpcEndpointId: string };

/** The endpoint as DescribeVpcEndpoints shows it. */
export function describeEndpoint(region: Region, endpoint: Endpoint, now: Date): Described {
  const { id, type, deletion } = endpoint;
  return {
    VpcEndpointId: id,
    VpcEndpointType: type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.serviceName,
    ServiceRegion: region.name,
    // EC2 writes its states in small letters, where the SDK's type has capital ones.
    State: endpointState(region, endpoint, now) as VpcEndpoint['State'],
    PolicyDocument: endpoint.policy,
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.subnetIds],
    Groups: endpoint.groups.map((GroupId) => ({
      GroupId,
      GroupName: region.ec2.securityGroups.get(GroupId)?.name,
    })),
    IpAddressType: 'ipv4',
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    NetworkInterfaceIds: endpointInterfaceIds(endpoint),
    DnsEntries: type === 'Interface' ? dnsEntries(region, endpoint) : [],
    CreationTimestamp: endpoint.createdAt,
    OwnerId: region.accountId,
    Tags: deletion ? [...deletion.tags] : tagsOf(region, id),
  };
}

function dnsEntries(region: Region, { id, serviceName }: Endpoint): DnsEntry[] {
  const service = serviceName.slice(serviceName.lastIndexOf('.') + 1);
  return [
    {
      DnsName: `${id}-${hexOf(id, 8)}.${service}.${region.name}.vpce.amazonaws.com`,
      HostedZoneId: 'Z7HUB22UULQXV',
    },
  ];
}

export const listing: Listing<Described> = {
  kind: kinds.endpoint,
  idOf: ({ VpcEndpointId }) => VpcEndpointId,
  filters: {
    'vpc-endpoint-id': ({ VpcEndpointId }) => VpcEndpointId,
    'vpc-endpoint-state': ({ State }) => State,
    'vpc-endpoint-type': ({ VpcEndpointType }) => VpcEndpointType,
    'vpc-id': ({ VpcId }) => VpcId,
    'service-name': ({ ServiceName }) => ServiceName,
  },
};

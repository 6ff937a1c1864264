import type { Call } from '../../service.ts';
import { AssociateRouteTable } from '../../services/ec2/route-table-associations.ts';
import { CreateRouteTable } from '../../services/ec2/route-tables.ts';
import { CreateSubnet } from '../../services/ec2/subnets.ts';

/** The id of a subnet from which no road leads out of the VPC: no gateway, no NAT and no endpoint. */
export function lockedSubnet(call: Call, vpc: string): string {
  const { Subnet } = CreateSubnet(
    {
      VpcId: vpc,
      CidrBlock: '10.5.128.0/18',
      AvailabilityZone: `${call.region.name}a`,
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'Name', Value: 'prod-private-a' }] }],
    },
    call,
  );
  const SubnetId = Subnet?.SubnetId ?? '';
  const RouteTableId = CreateRouteTable({ VpcId: vpc }, call).RouteTable?.RouteTableId ?? '';
  AssociateRouteTable({ RouteTableId, SubnetId }, call);
  return SubnetId;
}

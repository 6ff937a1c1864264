import type { Call } from '../service.ts';
import { AttachInternetGateway, CreateInternetGateway } from '../services/ec2/internet-gateways.ts';
import { DescribeRouteTables } from '../services/ec2/route-tables.ts';
import { CreateRoute } from '../services/ec2/routes.ts';
import { addSecurityGroup } from '../services/ec2/security-groups.ts';
import { addSubnet } from '../services/ec2/subnets.ts';
import { addVpc } from '../services/ec2/vpcs.ts';

export const VPC = 'vpc-0a1b2c3d4e5f60718';
export const SUBNETS = ['subnet-0aa11bb22cc33dd44', 'subnet-0ee55ff66aa77bb88'];
export const SECURITY_GROUP = 'sg-0123456789abcdef0';

/** The network that the shop lives in: a VPC open to the internet, a large subnet in each of two zones, and one group. */
export function createNetwork(call: Call): void {
  const named = (name: string) => [{ Key: 'Name', Value: name }];
  addVpc(
    VPC,
    { CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags: named('prod') }] },
    call,
  );
  for (const [index, id] of SUBNETS.entries()) {
    const zone = 'ab'[index];
    addSubnet(
      id,
      {
        VpcId: VPC,
        CidrBlock: `10.0.${index * 64}.0/18`,
        AvailabilityZone: `${call.region.name}${zone}`,
        TagSpecifications: [{ ResourceType: 'subnet', Tags: named(`prod-${zone}`) }],
      },
      call,
    );
  }
  const group = { GroupName: 'tasks', Description: 'tasks of the shop', VpcId: VPC };
  addSecurityGroup(SECURITY_GROUP, group, call);
  openToInternet(call);
}

function openToInternet(call: Call): void {
  const { InternetGateway } = CreateInternetGateway({}, call);
  const gateway = InternetGateway?.InternetGatewayId;
  AttachInternetGateway({ InternetGatewayId: gateway, VpcId: VPC }, call);
  const main = [{ Name: 'association.main', Values: ['true'] }];
  const { RouteTables } = DescribeRouteTables({ Filters: main }, call);
  const table = RouteTables?.find(({ VpcId }) => VpcId === VPC)?.RouteTableId;
  CreateRoute({ RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }, call);
}

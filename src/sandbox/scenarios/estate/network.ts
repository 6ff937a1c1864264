import type { Call } from '../../service.ts';
import { AttachInternetGateway, CreateInternetGateway } from '../../services/ec2/internet-gateways.ts';
import { AssociateRouteTable } from '../../services/ec2/route-table-associations.ts';
import { CreateRouteTable } from '../../services/ec2/route-tables.ts';
import { CreateRoute } from '../../services/ec2/routes.ts';
import { AuthorizeSecurityGroupIngress } from '../../services/ec2/security-group-rules.ts';
import { CreateSecurityGroup } from '../../services/ec2/security-groups.ts';
import { CreateSubnet } from '../../services/ec2/subnets.ts';
import { CreateVpc } from '../../services/ec2/vpcs.ts';

export interface Network {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly gateway: string;
  readonly routeTable: string;
}

/** A VPC that is open to the internet, with a subnet in each of two zones. `second` is the second part of its addresses. */
export function layNetwork(call: Call, name: string, second: number): Network {
  const named = (type: 'vpc' | 'subnet', text: string) => [
    { ResourceType: type, Tags: [{ Key: 'Name', Value: text }] },
  ];
  const vpc =
    CreateVpc({ CidrBlock: `10.${second}.0.0/16`, TagSpecifications: named('vpc', name) }, call).Vpc?.VpcId ??
    '';
  const subnets = ['a', 'b'].map((zone, index) => {
    const { Subnet } = CreateSubnet(
      {
        VpcId: vpc,
        CidrBlock: `10.${second}.${index * 64}.0/18`,
        AvailabilityZone: `${call.region.name}${zone}`,
        TagSpecifications: named('subnet', `${name}-${zone}`),
      },
      call,
    );
    return Subnet?.SubnetId ?? '';
  });
  const gateway = CreateInternetGateway({}, call).InternetGateway?.InternetGatewayId ?? '';
  AttachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc }, call);
  const routeTable = CreateRouteTable({ VpcId: vpc }, call).RouteTable?.RouteTableId ?? '';
  CreateRoute({ RouteTableId: routeTable, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }, call);
  for (const SubnetId of subnets) AssociateRouteTable({ RouteTableId: routeTable, SubnetId }, call);
  return { vpc, subnets, gateway, routeTable };
}

/** A security group, and its id. */
export function makeGroup(call: Call, vpc: string, name: string): string {
  const group = { GroupName: name, Description: name.replaceAll('-', ' '), VpcId: vpc };
  return CreateSecurityGroup(group, call).GroupId ?? '';
}

/** Lets the members of one group reach those of another on a port. */
export function letIn(call: Call, { to, from, port }: { to: string; from: string; port: number }): void {
  const permission = {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    UserIdGroupPairs: [{ GroupId: from }],
  };
  AuthorizeSecurityGroupIngress({ GroupId: to, IpPermissions: [permission] }, call);
}

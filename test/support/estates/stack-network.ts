import { layNetwork, letIn, makeGroup } from '../../../src/sandbox/scenarios/estate/network.ts';
import { AllocateAddress } from '../../../src/sandbox/services/ec2/addresses.ts';
import { CreateNatGateway } from '../../../src/sandbox/services/ec2/nat-gateways.ts';
import { CreateVpcEndpoint } from '../../../src/sandbox/services/ec2/vpc-endpoints.ts';
import type { Bill, Site } from './site.ts';
import type { StackWishes } from './wishes.ts';

/** Where the stack's things are. */
export interface Place {
  readonly vpc: string;
  readonly subnets: readonly string[];
}

export interface Groups {
  readonly balancer: string;
  readonly tasks: string;
}

/** The stack's VPC, open to the internet. */
export function layStackNetwork({ call }: Site, bill: Bill): Place {
  const { vpc, subnets, gateway, routeTable } = layNetwork(call, 'lab', 2);
  bill.add('Vpc', 'EC2::VPC', vpc);
  bill.add('Gateway', 'EC2::InternetGateway', gateway);
  bill.add('Attachment', 'EC2::VPCGatewayAttachment', `IGW|${vpc}`, { after: ['Vpc', 'Gateway'] });
  for (const [index, id] of subnets.entries()) {
    bill.add(`Subnet${index + 1}`, 'EC2::Subnet', id, { after: ['Vpc'] });
  }
  bill.add('Routes', 'EC2::RouteTable', routeTable, { after: ['Vpc', 'Subnet1', 'Subnet2'] });
  return { vpc, subnets };
}

const inSubnets = ['Subnet1', 'Subnet2', 'Attachment'];

/** Its NAT gateway, with an address of its own. */
export function addNat({ call }: Site, bill: Bill, { subnets }: Place): void {
  const { AllocationId, PublicIp = '' } = AllocateAddress({ Domain: 'vpc' }, call);
  const { NatGateway } = CreateNatGateway({ SubnetId: subnets[0], AllocationId }, call);
  bill.add('Address', 'EC2::EIP', PublicIp, { after: ['Attachment'] });
  bill.add('Nat', 'EC2::NatGateway', NatGateway?.NatGatewayId ?? '', { after: ['Address', ...inSubnets] });
}

/** Two security groups; the template has the rules by which they name each other beside them. */
export function makeGroups(
  site: Site,
  bill: Bill,
  { vpc }: Place,
  { circle }: Pick<StackWishes, 'circle'>,
): Groups {
  const { call } = site;
  const balancer = makeGroup(call, vpc, 'lab-balancer');
  const tasks = makeGroup(call, vpc, 'lab-tasks');
  bill.add('BalancerGroup', 'EC2::SecurityGroup', balancer, { after: ['Vpc'] });
  bill.add('TaskGroup', 'EC2::SecurityGroup', tasks, { after: ['Vpc', 'BalancerGroup'] });
  letIn(call, { to: tasks, from: balancer, port: 8080 });
  if (circle === 'none') return { balancer, tasks };
  letIn(call, { to: balancer, from: tasks, port: 80 });
  if (circle === 'template') {
    const after = ['BalancerGroup', 'TaskGroup'];
    bill.add('FromBalancer', 'EC2::SecurityGroupIngress', newestRule(site, tasks), { after });
    bill.add('FromTasks', 'EC2::SecurityGroupIngress', newestRule(site, balancer), { after });
  }
  return { balancer, tasks };
}

function newestRule({ region }: Site, group: string): string {
  return [...(region.ec2.securityGroups.get(group)?.rules.keys() ?? [])].at(-1) ?? '';
}

/** An endpoint in the stack's subnets, behind the group of its tasks. */
export function addEndpoint({ call }: Site, bill: Bill, { vpc, subnets }: Place, { tasks }: Groups): void {
  const { VpcEndpoint } = CreateVpcEndpoint(
    {
      VpcId: vpc,
      VpcEndpointType: 'Interface',
      ServiceName: `com.amazonaws.${call.region.name}.ecr.api`,
      SubnetIds: [...subnets],
      SecurityGroupIds: [tasks],
    },
    call,
  );
  const after = [...inSubnets, 'TaskGroup'];
  bill.add('Endpoint', 'EC2::VPCEndpoint', VpcEndpoint?.VpcEndpointId ?? '', { after });
}

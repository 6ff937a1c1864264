import type { Call } from '../../service.ts';
import type { PlantedResource } from '../../services/cloudformation/planting.ts';
import { AllocateAddress } from '../../services/ec2/addresses.ts';
import { CreateNatGateway } from '../../services/ec2/nat-gateways.ts';
import { CreateVpcEndpoint } from '../../services/ec2/vpc-endpoints.ts';
import { layNetwork, letIn, makeGroup, type Network } from '../estate/network.ts';

export interface LabNetwork extends Network {
  readonly albGroup: string;
  readonly taskGroup: string;
  readonly rows: readonly PlantedResource[];
}

/** The lab's VPC with a NAT gateway and an endpoint, and two security groups that name each other. */
export function layLab(call: Call): LabNetwork {
  const network = layNetwork(call, 'lab', 2);
  const { vpc, subnets, gateway, routeTable } = network;
  const albGroup = makeGroup(call, vpc, 'lab-alb');
  const taskGroup = makeGroup(call, vpc, 'lab-tasks');
  letIn(call, { to: taskGroup, from: albGroup, port: 8080 });
  letIn(call, { to: albGroup, from: taskGroup, port: 80 });
  const { AllocationId, PublicIp = '' } = AllocateAddress({ Domain: 'vpc' }, call);
  const { NatGateway } = CreateNatGateway({ SubnetId: subnets[0], AllocationId }, call);
  const { VpcEndpoint } = CreateVpcEndpoint(
    {
      VpcId: vpc,
      VpcEndpointType: 'Interface',
      ServiceName: `com.amazonaws.${call.region.name}.ecr.api`,
      SubnetIds: [...subnets],
      SecurityGroupIds: [taskGroup],
    },
    call,
  );
  const rows: PlantedResource[] = [
    { logicalId: 'Vpc', type: 'AWS::EC2::VPC', physicalId: vpc },
    { logicalId: 'Gateway', type: 'AWS::EC2::InternetGateway', physicalId: gateway },
    {
      logicalId: 'GatewayAttachment',
      type: 'AWS::EC2::VPCGatewayAttachment',
      physicalId: `IGW|${vpc}`,
      dependsOn: ['Vpc', 'Gateway'],
    },
    ...subnets.map((physicalId, index): PlantedResource => {
      return {
        logicalId: `Subnet${index + 1}`,
        type: 'AWS::EC2::Subnet',
        physicalId,
        dependsOn: ['Vpc'],
      };
    }),
    {
      logicalId: 'Routes',
      type: 'AWS::EC2::RouteTable',
      physicalId: routeTable,
      dependsOn: ['Vpc', 'Subnet1', 'Subnet2'],
    },
    {
      logicalId: 'NatAddress',
      type: 'AWS::EC2::EIP',
      physicalId: PublicIp,
      dependsOn: ['GatewayAttachment'],
    },
    {
      logicalId: 'Nat',
      type: 'AWS::EC2::NatGateway',
      physicalId: NatGateway?.NatGatewayId ?? '',
      dependsOn: ['NatAddress', 'Subnet1'],
    },
    { logicalId: 'AlbGroup', type: 'AWS::EC2::SecurityGroup', physicalId: albGroup, dependsOn: ['Vpc'] },
    { logicalId: 'TaskGroup', type: 'AWS::EC2::SecurityGroup', physicalId: taskGroup, dependsOn: ['Vpc'] },
    {
      logicalId: 'EcrEndpoint',
      type: 'AWS::EC2::VPCEndpoint',
      physicalId: VpcEndpoint?.VpcEndpointId ?? '',
      dependsOn: ['Subnet1', 'Subnet2', 'TaskGroup'],
    },
  ];
  return { ...network, albGroup, taskGroup, rows };
}

import type { Network } from './ec2.ts';
import { at, type Exercise } from './exercise.ts';

/** An internet gateway, a route table that leads to it, and endpoints of both kinds. */
export async function tellGateways(aws: Exercise, network: Network): Promise<void> {
  const gateway = await tellAttachment(aws, network);
  const table = await tellRoutes(aws, network, gateway);
  await tellEndpoints(aws, network, table);
  await aws.answers('DeleteRouteTable', ['--route-table-id', table]);
  await aws.refuses('DeleteRouteTable: none', ['--route-table-id', table], 'InvalidRouteTableID.NotFound');
  const id = ['--internet-gateway-id', gateway];
  await aws.refuses('DeleteInternetGateway: attached', id, 'DependencyViolation');
  await aws.answers('DetachInternetGateway', [...id, '--vpc-id', network.vpc]);
  await aws.refuses('DetachInternetGateway: again', [...id, '--vpc-id', network.vpc], 'Gateway.NotAttached');
  await aws.answers('DeleteInternetGateway', id);
}

async function tellAttachment(aws: Exercise, { vpc }: Network): Promise<string> {
  const made = await aws.answers('CreateInternetGateway', [], {
    InternetGateway: { InternetGatewayId: /^igw-[0-9a-f]{17}$/, Attachments: [] },
  });
  const gateway = at(made, 'InternetGateway.InternetGatewayId');
  const attach = ['--internet-gateway-id', gateway, '--vpc-id', vpc];
  await aws.answers('AttachInternetGateway', attach);
  await aws.refuses('AttachInternetGateway: again', attach, 'Resource.AlreadyAssociated');
  await aws.answers('DescribeInternetGateways', ['--filters', `Name=attachment.vpc-id,Values=${vpc}`], {
    InternetGateways: [{ InternetGatewayId: gateway, Attachments: [{ VpcId: vpc, State: 'available' }] }],
  });
  return gateway;
}

async function tellRoutes(aws: Exercise, { vpc, subnet }: Network, gateway: string): Promise<string> {
  const made = await aws.answers('CreateRouteTable', ['--vpc-id', vpc], {
    RouteTable: { VpcId: vpc, Associations: [], Routes: [{ GatewayId: 'local', State: 'active' }] },
  });
  const table = at(made, 'RouteTable.RouteTableId');
  const anywhere = ['--route-table-id', table, '--destination-cidr-block', '0.0.0.0/0'];
  const route = [...anywhere, '--gateway-id', gateway];
  await aws.answers('CreateRoute', route, { Return: true });
  await aws.refuses('CreateRoute: again', route, 'RouteAlreadyExists');
  const associate = ['--route-table-id', table, '--subnet-id', subnet];
  const associated = await aws.answers('AssociateRouteTable', associate, { AssociationId: /^rtbassoc-/ });
  await aws.answers('DescribeRouteTables', ['--filters', `Name=association.subnet-id,Values=${subnet}`], {
    RouteTables: [
      {
        RouteTableId: table,
        Associations: [{ SubnetId: subnet, Main: false }],
        Routes: [{ GatewayId: 'local' }, { GatewayId: gateway, Origin: 'CreateRoute' }],
      },
    ],
  });
  await aws.refuses('DeleteRouteTable: associated', ['--route-table-id', table], 'DependencyViolation');
  const association = ['--association-id', at(associated, 'AssociationId')];
  await aws.answers('DisassociateRouteTable', association);
  await aws.refuses('DisassociateRouteTable: none', association, 'InvalidAssociationID.NotFound');
  await aws.answers('DeleteRoute', anywhere);
  await aws.refuses('DeleteRoute: none', anywhere, 'InvalidRoute.NotFound');
  return table;
}

async function tellEndpoints(aws: Exercise, { vpc, subnet }: Network, table: string): Promise<void> {
  const inVpc = ['--vpc-id', vpc];
  const s3 = [...inVpc, '--service-name', 'com.amazonaws.us-east-1.s3', '--route-table-ids', table];
  const gateway = await aws.answers('CreateVpcEndpoint', s3, {
    VpcEndpoint: { VpcEndpointType: 'Gateway', State: 'available', RouteTableIds: [table] },
  });
  const logs = [...inVpc, '--service-name', 'com.amazonaws.us-east-1.logs', '--subnet-ids', subnet];
  const words = [...logs, '--vpc-endpoint-type', 'Interface'];
  const made = await aws.answers('CreateVpcEndpoint: with interfaces', words, {
    VpcEndpoint: { VpcEndpointType: 'Interface', SubnetIds: [subnet], NetworkInterfaceIds: [/^eni-/] },
  });
  const ids = [at(gateway, 'VpcEndpoint.VpcEndpointId'), at(made, 'VpcEndpoint.VpcEndpointId')];
  await aws.answers('DescribeVpcEndpoints', ['--filters', `Name=vpc-id,Values=${vpc}`], {
    VpcEndpoints: ids.map((VpcEndpointId) => ({ VpcEndpointId, VpcId: vpc })),
  });
  await aws.answers('DeleteVpcEndpoints', ['--vpc-endpoint-ids', ...ids], { Unsuccessful: [] });
  await aws.pass(60);
  await aws.answers('DeleteVpcEndpoints: none', ['--vpc-endpoint-ids', ids[0] ?? ''], {
    Unsuccessful: [{ ResourceId: ids[0], Error: { Code: 'InvalidVpcEndpoint.NotFound' } }],
  });
  const none = ['--vpc-endpoint-ids', ...ids];
  await aws.refuses('DescribeVpcEndpoints: none', none, 'InvalidVpcEndpointId.NotFound');
}

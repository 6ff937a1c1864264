import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DetachInternetGatewayCommand,
  EC2Client,
  type InternetGateway,
  paginateDescribeInternetGateways,
} from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';

/** Internet gateways. One that is attached also goes by the id of its VPC, which has but one. */
export const internetGateway: Kind = {
  name: 'internet gateway',
  types: ['AWS::EC2::InternetGateway'],
  reads: ['ec2:DescribeInternetGateways'],
  writes: ['ec2:DetachInternetGateway', 'ec2:DeleteInternetGateway'],
  find,
  remove: (thing) => [
    ...vpcsOf(thing.definition).map((vpcId) => detachment(thing.id, vpcId)),
    {
      name: 'delete',
      action: 'delete',
      call: call('ec2', 'DeleteInternetGateway', { InternetGatewayId: thing.id }),
      undo: call('ec2', 'CreateInternetGateway', tagSpecifications('internet-gateway', thing.tags)),
      goal: ['InvalidInternetGatewayID.NotFound'],
    },
  ],
  operations: {
    ec2: operationsOf(EC2Client, {
      AttachInternetGateway: AttachInternetGatewayCommand,
      CreateInternetGateway: CreateInternetGatewayCommand,
      DeleteInternetGateway: DeleteInternetGatewayCommand,
      DetachInternetGateway: DetachInternetGatewayCommand,
    }),
  },
};

async function find({ aws, region }: Search): Promise<Thing[]> {
  const gateways = await collect(
    paginateDescribeInternetGateways({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
    ({ InternetGateways }) => InternetGateways,
  );
  return gateways.map((gateway) => {
    const { InternetGatewayId: id = '' } = gateway;
    const tags = tagsIn(gateway.Tags);
    const vpcs = vpcsOf(gateway);
    return {
      kind: 'internet gateway',
      id,
      name: nameOr(id, tags),
      region,
      tags,
      ties: tiesTo('vpc', vpcs, { bond: 'serves', how: 'is the gateway of', blocks: true }),
      aliases: vpcs,
      definition: { ...gateway },
      ...(vpcs.length === 0 && { idle: 'it is attached to no vpc' }),
    };
  });
}

function vpcsOf({ Attachments = [] }: InternetGateway): string[] {
  return Attachments.flatMap(({ VpcId }) => VpcId ?? []);
}

/** EC2 refuses as long as a public address is in use in the VPC, be it of a task that is just ending. */
function detachment(id: string, vpcId: string): Removal {
  const input = { InternetGatewayId: id, VpcId: vpcId };
  return {
    name: 'detach',
    action: 'update',
    reason: 'AWS deletes no gateway that is attached',
    changes: [{ field: 'attachment', from: vpcId }],
    call: call('ec2', 'DetachInternetGateway', input),
    undo: call('ec2', 'AttachInternetGateway', input),
    goal: ['Gateway.NotAttached', 'InvalidInternetGatewayID.NotFound', 'InvalidVpcID.NotFound'],
    settles: { errors: ['DependencyViolation'], seconds: 300 },
  };
}

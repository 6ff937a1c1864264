import {
  DeleteVpcEndpointsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  paginateDescribeVpcEndpoints,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { Failure } from '../../failure.ts';
import { type Output, operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { inSubnets, inVpc } from './network/places.ts';
import { nameOr, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';
import { untilNone } from './until-none.ts';

/** Endpoints of AWS services in a VPC. */
export const vpcEndpoint: Kind = {
  name: 'vpc endpoint',
  types: ['AWS::EC2::VPCEndpoint'],
  reads: ['ec2:DescribeVpcEndpoints'],
  writes: ['ec2:DeleteVpcEndpoints'],
  find,
  remove: (thing) => {
    if (thing.automatic !== undefined) return [];
    return thing.leaving === undefined ? [deletion(thing), gone(thing)] : [gone(thing)];
  },
  operations: {
    ec2: {
      ...operationsOf(EC2Client, { DescribeVpcEndpoints: DescribeVpcEndpointsCommand }),
      DeleteVpcEndpoints: deleteEndpoints,
    },
  },
  waits: { 'vpc endpoint deleted': untilNone('VpcEndpoints', 'the endpoint') },
};

async function find({ aws, region }: Search): Promise<Thing[]> {
  const endpoints = await collect(
    paginateDescribeVpcEndpoints({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
    ({ VpcEndpoints }) => VpcEndpoints,
  );
  return endpoints
    .filter(({ State }) => !isIn(State, 'deleted'))
    .map((endpoint) => thingOf(endpoint, region));
}

function thingOf(endpoint: VpcEndpoint, region: string): Thing {
  const { VpcEndpointId: id = '', CreationTimestamp: createdAt, SubnetIds = [] } = endpoint;
  const tags = tagsIn(endpoint.Tags);
  return {
    kind: 'vpc endpoint',
    id,
    name: nameOr(id, tags),
    region,
    tags,
    ties: tiesOf(endpoint),
    ...(createdAt && { createdAt }),
    definition: { ...endpoint },
    ...(endpoint.RequesterManaged && {
      automatic: `the AWS service that made it for ${endpoint.ServiceName}`,
    }),
    ...(isIn(endpoint.State, 'deleting') && { leaving: 'being deleted' }),
    ...(SubnetIds.length > 0 && {
      charges: [{ price: 'vpc endpoint, interface', quantity: SubnetIds.length }],
    }),
  };
}

/** EC2 writes the states with a capital in its reference and without one in its answers. */
function isIn(state: string | undefined, wanted: string): boolean {
  return state?.toLowerCase() === wanted;
}

function tiesOf({ VpcId, SubnetIds = [], Groups = [], RouteTableIds = [] }: VpcEndpoint): Tie[] {
  return [
    ...tiesTo(
      'security group',
      Groups.map(({ GroupId }) => GroupId),
      { bond: 'needs', how: 'is behind', blocks: true },
    ),
    ...inSubnets(SubnetIds),
    ...inVpc(VpcId),
    ...tiesTo('route table', RouteTableIds, { bond: 'refers to', how: 'has a route in' }),
  ];
}

function deletion({ id }: Thing): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [id] }),
  };
}

function gone({ id }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason: 'its network interfaces hold its security groups and subnets until it is deleted',
    call: call('ec2', 'DescribeVpcEndpoints', { Filters: [{ Name: 'vpc-endpoint-id', Values: [id] }] }),
    goal: ['InvalidVpcEndpointId.NotFound'],
    until: 'vpc endpoint deleted',
  };
}

/**
 * EC2 answers with HTTP 200 and a list of what it did not delete.
 * @throws Failure `refused` for each of those that are still there.
 */
async function deleteEndpoints(aws: Aws, input: Readonly<Record<string, unknown>>): Promise<Output> {
  const { VpcEndpointIds = [] }: { VpcEndpointIds?: string[] } = input;
  const { Unsuccessful = [] } = await aws
    .client(EC2Client)
    .send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }));
  const refusals = Unsuccessful.filter(({ Error: error }) => !/NotFound$/.test(error?.Code ?? ''));
  if (refusals.length === 0) return {};
  const words = refusals.map(
    ({ ResourceId, Error: error }) => `${ResourceId} ${error?.Code}: ${error?.Message}`,
  );
  throw new Failure('refused', `DeleteVpcEndpoints was refused: ${words.join('; ')}`);
}

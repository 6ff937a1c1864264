import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import {
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  EC2Client,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import type { Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { scalingGroupsIn } from './auto-scaling/groups.ts';
import { tasksOf } from './ecs/tasks.ts';
import { interfacesIn } from './network/interfaces.ts';
import { type Owner, ownerOf, type Whereabouts } from './network/owner.ts';
import { inSubnets, inVpc, throughGatewayOf } from './network/places.ts';
import { nameOr, tagSpecifications, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';
import { untilNone } from './until-none.ts';

/** Elastic network interfaces: those that AWS makes for its resources, and those that somebody made. */
export const networkInterface: Kind = {
  name: 'network interface',
  types: ['AWS::EC2::NetworkInterface'],
  reads: [
    'ec2:DescribeNetworkInterfaces',
    'autoscaling:DescribeAutoScalingGroups',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  writes: ['ec2:DeleteNetworkInterface'],
  find,
  remove: (thing) => [thing.automatic === undefined ? deletion(thing) : gone(thing)],
  operations: {
    ec2: operationsOf(EC2Client, {
      CreateNetworkInterface: CreateNetworkInterfaceCommand,
      DeleteNetworkInterface: DeleteNetworkInterfaceCommand,
      DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand,
    }),
  },
  waits: { 'network interface gone': untilNone('NetworkInterfaces', 'the network interface') },
};

async function find(search: Search): Promise<Thing[]> {
  const [interfaces, groups, tasks] = await Promise.all([
    interfacesIn(search),
    scalingGroupsIn(search),
    tasksOf(search),
  ]);
  const where = { region: search.region, groupOf: byInstance(groups), taskOf: byAttachment(tasks) };
  return interfaces.map((found) => thingOf(found, where));
}

function byInstance(groups: readonly AutoScalingGroup[]): Map<string, string> {
  return new Map(
    groups.flatMap(({ AutoScalingGroupName = '', Instances = [] }) =>
      Instances.map(({ InstanceId = '' }): [string, string] => [InstanceId, AutoScalingGroupName]),
    ),
  );
}

function byAttachment(tasks: readonly Task[]): Map<string, Task> {
  return new Map(
    tasks.flatMap((task) =>
      (task.attachments ?? []).map(({ id = '' }): [string, Task] => [nameOf(id), task]),
    ),
  );
}

function thingOf(found: NetworkInterface, where: Whereabouts): Thing {
  const { NetworkInterfaceId: id = '', Status } = found;
  const tags = tagsIn(found.TagSet);
  const owner = ownerOf(found, where);
  return {
    kind: 'network interface',
    id,
    name: nameOr(id, tags),
    region: where.region,
    tags,
    ties: tiesOf(found, owner),
    definition: { ...found },
    ...(owner && { automatic: owner.name }),
    ...(!owner && Status === 'available' && { idle: 'nothing is attached to it' }),
  };
}

function tiesOf({ Groups = [], SubnetId, VpcId, Association }: NetworkInterface, owner?: Owner): Tie[] {
  return [
    ...(owner?.tie ? [owner.tie] : []),
    ...tiesTo(
      'security group',
      Groups.map(({ GroupId }) => GroupId),
      { bond: 'refers to', how: 'is behind', blocks: true },
    ),
    ...inSubnets([SubnetId]),
    ...inVpc(VpcId),
    ...(Association ? throughGatewayOf(VpcId) : []),
  ];
}

function deletion(thing: Thing): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('ec2', 'DeleteNetworkInterface', { NetworkInterfaceId: thing.id }),
    undo: call('ec2', 'CreateNetworkInterface', whatMadeIt(thing)),
    goal: ['InvalidNetworkInterfaceID.NotFound'],
  };
}

/** What is left behind by an owner that is gone: AWS takes it away, and until then it holds its groups and subnet. */
function gone({ id, automatic }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason: `AWS takes it away with ${automatic}, and until then it holds its security groups and its subnet`,
    call: call('ec2', 'DescribeNetworkInterfaces', {
      Filters: [{ Name: 'network-interface-id', Values: [id] }],
    }),
    until: 'network interface gone',
  };
}

function whatMadeIt({ definition, tags }: Thing) {
  const { SubnetId, Description, Groups = [] }: NetworkInterface = definition;
  return {
    SubnetId,
    ...(Description && { Description }),
    ...(Groups.length > 0 && { Groups: Groups.map(({ GroupId }) => GroupId) }),
    ...tagSpecifications('network-interface', tags),
  };
}

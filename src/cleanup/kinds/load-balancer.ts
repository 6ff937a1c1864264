import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DeleteLoadBalancerCommand,
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws } from '../../aws/aws.ts';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { balancersOf, listenersOf } from './elb/listeners.ts';
import { tiesTo } from './ties-to.ts';

/** Application, network and gateway load balancers. */
export const loadBalancer: Kind = {
  name: 'load balancer',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'ec2:DescribeNetworkInterfaces',
  ],
  writes: ['elasticloadbalancing:ModifyLoadBalancerAttributes', 'elasticloadbalancing:DeleteLoadBalancer'],
  find,
  inspect,
  prepare: (thing) => (thing.protection === undefined ? [] : [unprotect(thing)]),
  remove: (thing) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('elasticloadbalancing', 'DeleteLoadBalancer', { LoadBalancerArn: thing.id }),
      goal: ['LoadBalancerNotFoundException'],
    },
    interfacesReleased(thing),
  ],
  operations: {
    elasticloadbalancing: operationsOf(ElasticLoadBalancingV2Client, {
      DeleteLoadBalancer: DeleteLoadBalancerCommand,
      ModifyLoadBalancerAttributes: ModifyLoadBalancerAttributesCommand,
    }),
    ec2: operationsOf(EC2Client, { DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand }),
  },
  waits: { 'load balancer interfaces released': released },
};

async function find(search: Search): Promise<Thing[]> {
  const [balancers, listeners] = await Promise.all([balancersOf(search), listenersOf(search)]);
  const listening = new Set(listeners.map(({ LoadBalancerArn }) => LoadBalancerArn));
  return balancers.map((balancer) => thingOf(balancer, listening.has(balancer.LoadBalancerArn), search));
}

function thingOf(balancer: LoadBalancer, listens: boolean, { region, tagsOf }: Search): Thing {
  const { LoadBalancerArn: arn = '', LoadBalancerName: name = '', CreatedTime: createdAt, Type } = balancer;
  return {
    kind: 'load balancer',
    id: arn,
    name,
    arn,
    aliases: [name, fullName(arn)],
    region,
    tags: tagsOf(arn),
    ties: tiesOf(balancer),
    ...(createdAt && { createdAt }),
    definition: { ...balancer },
    ...(!listens && { idle: 'it has no listener' }),
    charges: [{ price: `load balancer, ${Type ?? 'application'}`, quantity: 1 }],
  };
}

/** `app/web-alb/50dc6c495c0c9188`: what the dimensions of metrics and the descriptions of its interfaces say. */
function fullName(arn: string): string {
  return arn.replace(/^.*:loadbalancer\//, '');
}

function tiesOf({ VpcId, AvailabilityZones = [], SecurityGroups = [] }: LoadBalancer): Tie[] {
  const subnets = AvailabilityZones.map(({ SubnetId }) => SubnetId);
  const addresses = AvailabilityZones.flatMap(({ LoadBalancerAddresses = [] }) => LoadBalancerAddresses);
  const inside = { bond: 'within', how: 'stands in', blocks: true } as const;
  return [
    ...tiesTo('security group', SecurityGroups, { bond: 'needs', how: 'is behind', blocks: true }),
    ...tiesTo(
      'elastic ip',
      addresses.map(({ AllocationId }) => AllocationId),
      { bond: 'needs', how: 'answers at', blocks: true },
    ),
    ...tiesTo('subnet', subnets, inside),
    ...tiesTo('vpc', [VpcId], inside),
  ];
}

async function inspect(thing: Thing, aws: Aws): Promise<Thing> {
  const { Attributes = [] } = await aws
    .client(ElasticLoadBalancingV2Client)
    .send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: thing.id }));
  const isProtected = Attributes.some(
    ({ Key, Value }) => Key === 'deletion_protection.enabled' && Value === 'true',
  );
  const definition = { ...thing.definition, Attributes };
  return { ...thing, definition, ...(isProtected && { protection: 'deletion protection is on' }) };
}

function unprotect({ id }: Thing): Removal {
  const set = (Value: string) =>
    call('elasticloadbalancing', 'ModifyLoadBalancerAttributes', {
      LoadBalancerArn: id,
      Attributes: [{ Key: 'deletion_protection.enabled', Value }],
    });
  return {
    name: 'unprotect',
    action: 'update',
    reason: 'AWS deletes no load balancer whose deletion protection is on',
    changes: [{ field: 'deletion protection', from: true, to: false }],
    call: set('false'),
    undo: set('true'),
  };
}

/** Its interfaces go some tens of seconds after it; until then its security groups and subnets cannot. */
function interfacesReleased({ id }: Thing): Removal {
  return {
    name: 'released',
    action: 'wait',
    reason: 'its network interfaces hold its security groups and subnets for a while',
    call: call('ec2', 'DescribeNetworkInterfaces', {
      Filters: [{ Name: 'description', Values: [`ELB ${fullName(id)}`] }],
    }),
    until: 'load balancer interfaces released',
  };
}

function released(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const left = Array.isArray(output.NetworkInterfaces) ? output.NetworkInterfaces.length : 0;
  if (left === 0) return { kind: 'done', value: output };
  return { kind: 'waiting', for: `${left} network interface${left === 1 ? '' : 's'} to be released` };
}

import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { elbPageSize } from './elb/listeners.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** Members of DescribeTargetGroups that CreateTargetGroup takes. */
const settings = [
  'Protocol',
  'ProtocolVersion',
  'Port',
  'VpcId',
  'HealthCheckProtocol',
  'HealthCheckPort',
  'HealthCheckEnabled',
  'HealthCheckPath',
  'HealthCheckIntervalSeconds',
  'HealthCheckTimeoutSeconds',
  'HealthyThresholdCount',
  'UnhealthyThresholdCount',
  'Matcher',
  'TargetType',
  'IpAddressType',
  'TargetControlPort',
];

/** Target groups. What is registered in one does not keep AWS from deleting it. */
export const targetGroup: Kind = {
  name: 'target group',
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  reads: ['elasticloadbalancing:DescribeTargetGroups'],
  writes: ['elasticloadbalancing:DeleteTargetGroup'],
  find,
  remove: (thing) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('elasticloadbalancing', 'DeleteTargetGroup', { TargetGroupArn: thing.id }),
      goal: ['TargetGroupNotFoundException'],
      // A listener that was deleted a moment ago may still count.
      settles: { errors: ['ResourceInUseException'], seconds: 60 },
      undo: call('elasticloadbalancing', 'CreateTargetGroup', {
        Name: thing.name,
        ...pick(thing.definition, settings),
        ...capitalTags(thing.tags),
      }),
    },
  ],
  operations: {
    elasticloadbalancing: operationsOf(ElasticLoadBalancingV2Client, {
      CreateTargetGroup: CreateTargetGroupCommand,
      DeleteTargetGroup: DeleteTargetGroupCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(ElasticLoadBalancingV2Client);
  const groups = await collect(
    paginateDescribeTargetGroups({ client, pageSize: elbPageSize }, {}),
    ({ TargetGroups }) => TargetGroups,
  );
  return groups.map((group) => thingOf(group, search));
}

function thingOf(group: TargetGroup, { region, tagsOf }: Search): Thing {
  const { TargetGroupArn: arn = '', TargetGroupName: name = '', LoadBalancerArns = [], VpcId } = group;
  return {
    kind: 'target group',
    id: arn,
    name,
    arn,
    // Its full name, `targetgroup/web/6d0ecf831eec9f09`, is what the dimensions of metrics say.
    aliases: [name, arn.split(':').at(-1) ?? arn],
    region,
    tags: tagsOf(arn),
    ties: tiesTo('vpc', [VpcId], { bond: 'within', how: 'routes within' }),
    definition: { ...group },
    ...(LoadBalancerArns.length === 0 && { idle: 'no load balancer forwards to it' }),
  };
}

import type { Service } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws } from '../../aws/aws.ts';
import type { RequestRoute } from '../found.ts';

/** The service's target groups, each with the load balancer in front of it; a target group has at most one. */
export async function readRoutes(aws: Aws, { loadBalancers = [] }: Service): Promise<RequestRoute[]> {
  const arns = loadBalancers.flatMap(({ targetGroupArn }) => (targetGroupArn ? [targetGroupArn] : []));
  if (arns.length === 0) return [];
  const client = aws.client(ElasticLoadBalancingV2Client);
  const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: arns }));
  const balancerArns = [...new Set(TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns))];
  const types = await readBalancerTypes(client, balancerArns);
  return TargetGroups.map(({ TargetGroupArn = '', LoadBalancerArns: [loadBalancerArn] = [] }) => ({
    targetGroupArn: TargetGroupArn,
    ...(loadBalancerArn && { loadBalancerArn, loadBalancerType: types.get(loadBalancerArn) }),
  }));
}

/** A service has at most five target groups: one call takes twenty balancers. */
async function readBalancerTypes(
  client: ElasticLoadBalancingV2Client,
  arns: string[],
): Promise<Map<string | undefined, string | undefined>> {
  if (arns.length === 0) return new Map();
  const { LoadBalancers = [] } = await client.send(
    new DescribeLoadBalancersCommand({ LoadBalancerArns: arns }),
  );
  return new Map(LoadBalancers.map(({ LoadBalancerArn, Type }) => [LoadBalancerArn, Type]));
}

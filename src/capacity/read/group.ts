import {
  AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';

/**
 * The Auto Scaling group of that name with its instances.
 * @throws a `not-found` failure naming the nearest ones.
 */
export async function readGroup(aws: Aws, name: string): Promise<AutoScalingGroup> {
  const client = aws.client(AutoScalingClient);
  const { AutoScalingGroups: [found] = [] } = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  if (found) return found;
  const groups = await collect(
    paginateDescribeAutoScalingGroups({ client, pageSize: 100 }, {}),
    ({ AutoScalingGroups }) => AutoScalingGroups,
  );
  const names = groups.flatMap(({ AutoScalingGroupName }) => AutoScalingGroupName ?? []);
  throw notFound('Auto Scaling group', name, names);
}

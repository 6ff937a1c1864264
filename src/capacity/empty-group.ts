import {
  AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  SetInstanceProtectionCommand,
} from '@aws-sdk/client-auto-scaling';
import type { Aws } from '../aws/aws.ts';
import { batches } from '../aws/pages.ts';
import type { Output } from '../plan/operations.ts';
import type { ApiCall } from '../plan/plan.ts';
import { instancesAtOnce, isStaying } from './attach/protection.ts';

/**
 * Looks at a group that is to have no instances, and lets go of those that are protected all the same: one that was
 * launched between the look and the end of the group's protection was born with it, and would stay for ever.
 */
export async function emptyGroup(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const client = aws.client(AutoScalingClient);
  const { AutoScalingGroupName: name } = input as { AutoScalingGroupName: string };
  const { AutoScalingGroups = [] } = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  for (const InstanceIds of batches(AutoScalingGroups.flatMap(protectedOnes), instancesAtOnce)) {
    const release = { AutoScalingGroupName: name, InstanceIds, ProtectedFromScaleIn: false };
    await client.send(new SetInstanceProtectionCommand(release));
  }
  return { AutoScalingGroups };
}

function protectedOnes({ Instances = [] }: AutoScalingGroup): string[] {
  return Instances.filter((one) => one.ProtectedFromScaleIn && isStaying(one)).flatMap(
    ({ InstanceId }) => InstanceId ?? [],
  );
}

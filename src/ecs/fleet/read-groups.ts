import {
  type Activity,
  AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-auto-scaling';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches } from '../../aws/pages.ts';
import type { FailedLaunch, FoundGroup } from './found.ts';

/** Groups on one page of DescribeAutoScalingGroups. */
const groupsAtOnce = 100;
/** Activities that are looked at for launches: the most that AWS gives at a time. */
const activitiesLookedAt = 100;

/** The groups of these names, with their instances; a name that no group has is passed over. */
export async function readGroups(aws: Aws, names: readonly string[]): Promise<AutoScalingGroup[]> {
  const client = aws.client(AutoScalingClient);
  const answers = await eachAtOnce(batches(names, groupsAtOnce), (AutoScalingGroupNames) =>
    client.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames, MaxRecords: groupsAtOnce })),
  );
  return answers.flatMap(({ AutoScalingGroups = [] }) => AutoScalingGroups);
}

/**
 * What the group has launched lately, and its last launch where that failed. Only a group that lacks instances, or has
 * some that the cluster does not have, is asked for it.
 * @param joined ids of the instances that the cluster has.
 */
export async function readLaunches(
  aws: Aws,
  group: AutoScalingGroup,
  joined: ReadonlySet<string>,
): Promise<Pick<FoundGroup, 'failure' | 'launches'>> {
  if (!isIncomplete(group, joined)) return {};
  const { Activities = [] } = await aws.client(AutoScalingClient).send(
    new DescribeScalingActivitiesCommand({
      AutoScalingGroupName: group.AutoScalingGroupName,
      MaxRecords: activitiesLookedAt,
    }),
  );
  return { failure: lastFailure(Activities), launches: launchesIn(Activities) };
}

function isIncomplete(
  { DesiredCapacity = 0, Instances = [] }: AutoScalingGroup,
  joined: ReadonlySet<string>,
): boolean {
  const running = Instances.filter(({ LifecycleState }) => LifecycleState === 'InService');
  return running.length < DesiredCapacity || running.some(({ InstanceId = '' }) => !joined.has(InstanceId));
}

/** `Launching a new EC2 instance: i-0a1b2c3d4e5f60718` */
function launchesIn(activities: readonly Activity[]): Map<string, Date> {
  return new Map(
    activities.flatMap(({ Description = '', StartTime }) => {
      const [, id] = /^launching .*\b(i-[0-9a-f]+)/i.exec(Description) ?? [];
      return id && StartTime ? [[id, StartTime] as const] : [];
    }),
  );
}

/** What a launch came to that failed, unless a later one succeeded; activities come the newest first. */
export function lastFailure(activities: readonly Activity[]): FailedLaunch | undefined {
  const last = activities.find(
    ({ Description = '', StatusCode }) =>
      /^launching/i.test(Description) && (StatusCode === 'Failed' || StatusCode === 'Successful'),
  );
  if (last?.StatusCode !== 'Failed' || !last.StartTime) return undefined;
  const reason = last.StatusMessage ?? last.Description ?? '';
  return { at: last.StartTime, reason: reason.trim().replace(/\.$/, '') };
}

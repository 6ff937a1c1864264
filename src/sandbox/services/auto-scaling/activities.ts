import type {
  Activity,
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  ScalingActivityStatusCode,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findGroup, listed } from './lookup.ts';
import type { Group } from './state.ts';

/** What has happened to one group, or to all, the newest first. */
export function DescribeScalingActivities(
  input: DescribeScalingActivitiesCommandInput,
  { region }: Call,
): Answer<DescribeScalingActivitiesCommandOutput> {
  const { AutoScalingGroupName: name, ActivityIds: ids = [], IncludeDeletedGroups: withDeleted } = input;
  const past = region.autoScaling.pastActivities.filter((one) => !name || one.AutoScalingGroupName === name);
  const isPast = withDeleted === true && past.length > 0;
  const group = name && !isPast ? findGroup(region, name) : undefined;
  const groups = group ? [group] : [...region.autoScaling.groups.values()];
  const present = groups.filter((one) => !name || one.name === name).flatMap((one) => one.activities);
  const wanted = [...present, ...(withDeleted ? past : [])]
    .filter(({ ActivityId }) => ids.length === 0 || ids.includes(ActivityId ?? ''))
    .sort((a, b) => (b.StartTime?.getTime() ?? 0) - (a.StartTime?.getTime() ?? 0));
  const { items, nextToken } = listed(wanted, input, { otherwise: 100, most: 100 });
  return { Activities: items, NextToken: nextToken };
}

/** Notes what begins to happen to the group, and returns it. */
export function begin(
  region: Region,
  group: Group,
  what: Pick<Activity, 'Description' | 'Cause'>,
  now: Date,
) {
  const activity: Activity = {
    ActivityId: region.ids.uuid(),
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: what.Description,
    Cause: what.Cause,
    StartTime: now,
    StatusCode: 'InProgress',
    Progress: 0,
  };
  group.activities.unshift(activity);
  return activity;
}

/** Notes how it ended. */
export function end(activity: Activity, code: ScalingActivityStatusCode, now: Date): void {
  activity.StatusCode = code;
  activity.EndTime = now;
  activity.Progress = 100;
}

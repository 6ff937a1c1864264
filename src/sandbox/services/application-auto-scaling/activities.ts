import type {
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  NotScaledReason,
  ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import { invalid, invalidToken } from './constraints.ts';
import { checkName } from './registry.ts';
import type { Target } from './state.ts';

const SIX_WEEKS_MS = 42 * 24 * 3600 * 1000;

/** The scaling of the last six weeks, the newest first; what did not scale only when it is asked for. */
export function DescribeScalingActivities(
  input: DescribeScalingActivitiesCommandInput,
  { region, now }: Call,
): Answer<DescribeScalingActivitiesCommandOutput> {
  checkName(input);
  if (input.ScalableDimension && !input.ResourceId) {
    throw invalid('A scalable dimension can only be given together with a resource ID.');
  }
  const size = pageSize(
    input.MaxResults,
    { otherwise: 50, most: 50 },
    invalid('MaxResults must be 1 to 50.'),
  );
  const wanted = region.applicationAutoScaling.activities.filter(
    ({ ResourceId, NotScaledReasons, StartTime }) =>
      (!input.ResourceId || input.ResourceId === ResourceId) &&
      (input.IncludeNotScaledActivities || !NotScaledReasons) &&
      now.getTime() - (StartTime?.getTime() ?? 0) <= SIX_WEEKS_MS,
  );
  const { items, nextToken } = page(wanted, input.NextToken, size, invalidToken());
  return { ScalingActivities: items, NextToken: nextToken };
}

/** Records that a bound was moved, which takes effect at once. */
export function recordBounds(
  region: Region,
  target: Target,
  at: Date,
  description: string,
  cause: string,
): void {
  add(region, target, at, {
    ...endedAtOnce(at, description, cause),
    StatusCode: 'Successful',
    StatusMessage: `Successfully ${description.replace('Setting', 'set')}`,
  });
}

/** Records that bounds could not be moved, since the minimum would have come above the maximum. */
export function recordRefusedBounds(
  region: Region,
  target: Target,
  at: Date,
  description: string,
  cause: string,
): void {
  add(region, target, at, {
    ...endedAtOnce(at, description, cause),
    StatusCode: 'Failed',
    StatusMessage: 'Maximum capacity cannot be less than minimum capacity.',
  });
}

function endedAtOnce(at: Date, description: string, cause: string) {
  return { Description: description, Cause: cause, EndTime: at };
}

/** Records a new desired count, which ECS has still to reach; it overrides the one that it was working on. */
export function recordScaling(
  region: Region,
  target: Target,
  at: Date,
  capacity: number,
  cause: string,
): void {
  const { underWay } = region.applicationAutoScaling;
  const resource = target.about.ResourceId;
  const before = underWay.get(resource);
  if (before) {
    before.StatusCode = 'Overridden';
    before.EndTime = at;
    before.StatusMessage = `A newer scaling activity set desired count to ${capacity}.`;
  }
  const done = `Successfully set desired count to ${capacity}.`;
  const activity = add(region, target, at, {
    Description: `Setting desired count to ${capacity}.`,
    Cause: cause,
    StatusCode: 'InProgress',
    StatusMessage: `${done} Waiting for change to be fulfilled by ecs.`,
  });
  underWay.set(resource, activity);
  target.lastNotScaled = undefined;
}

/** Records why a breach changed nothing, unless the entry before it said the same. */
export function recordNotScaled(
  region: Region,
  target: Target,
  at: Date,
  cause: string,
  reason: NotScaledReason,
): void {
  const verdict = `${reason.Code} ${cause}`;
  if (target.lastNotScaled === verdict) return;
  target.lastNotScaled = verdict;
  add(region, target, at, {
    Description: 'Attempting to scale due to alarm triggered',
    Cause: cause,
    EndTime: at,
    StatusCode: 'Failed',
    NotScaledReasons: [reason],
  });
}

function add(
  region: Region,
  target: Target,
  at: Date,
  told: Pick<ScalingActivity, 'Description' | 'Cause' | 'StatusCode'> & Partial<ScalingActivity>,
): ScalingActivity {
  const { ServiceNamespace, ResourceId, ScalableDimension } = target.about;
  const activity: ScalingActivity = {
    ActivityId: region.ids.uuid(),
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    StartTime: at,
    ...told,
  };
  region.applicationAutoScaling.activities.unshift(activity);
  return activity;
}

import type {
  DeleteScheduledActionCommandInput,
  DeleteScheduledActionCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  PutScheduledActionCommandInput,
  PutScheduledActionCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { atLeast, invalid, invalidToken, shortText } from './constraints.ts';
import { nextFiring } from './firing.ts';
import { checkName, findTarget, inWords } from './registry.ts';
import { timetable } from './schedule-expression.ts';
import { type Schedule, targetKey } from './state.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what AWS refuses
const NAME = /^(?!\s)[^:/|\u0000-\u001f\u007f]+(?<!\s)$/;
const MOST_ACTIONS = 200;

/**
 * Makes the action or updates the one of that name. A StartTime or EndTime that is not named is taken away.
 */
export function PutScheduledAction(
  input: PutScheduledActionCommandInput,
  { region, now }: Call,
): Answer<PutScheduledActionCommandOutput> {
  const target = findTarget(region, input);
  const name = checkedName(input.ScheduledActionName);
  const known = target.schedules.get(name)?.about;
  const Schedule = input.Schedule ?? known?.Schedule;
  const ScalableTargetAction = input.ScalableTargetAction ?? known?.ScalableTargetAction;
  if (!Schedule) throw invalid('Schedule is required for a new scheduled action.');
  checkBounds(ScalableTargetAction);
  const Timezone = input.Timezone ?? known?.Timezone;
  timetable(Schedule, Timezone, 0);
  const { StartTime, EndTime } = input;
  if (StartTime && EndTime && StartTime >= EndTime) throw invalid('StartTime must be before EndTime.');
  if (!known && target.schedules.size >= MOST_ACTIONS) {
    throw new AwsError(
      'LimitExceededException',
      'The limit of scheduled actions per scalable target was exceeded.',
    );
  }
  const { ServiceNamespace, ResourceId, ScalableDimension } = target.about;
  const path = `${region.ids.uuid()}:resource/ecs/${ResourceId}:scheduledActionName/${name}`;
  const schedule: Schedule = {
    about: {
      ScheduledActionName: name,
      ScheduledActionARN: known?.ScheduledActionARN ?? arn(region, 'autoscaling', `scheduledAction:${path}`),
      ServiceNamespace,
      Schedule,
      Timezone,
      ResourceId,
      ScalableDimension,
      StartTime,
      EndTime,
      ScalableTargetAction,
      CreationTime: known?.CreationTime ?? now,
    },
    next: undefined,
  };
  schedule.next = nextFiring(schedule, now.getTime());
  target.schedules.set(name, schedule);
  return {};
}

export function DeleteScheduledAction(
  input: DeleteScheduledActionCommandInput,
  { region }: Call,
): Answer<DeleteScheduledActionCommandOutput> {
  checkName(input);
  const target = region.applicationAutoScaling.targets.get(targetKey(input));
  if (target?.schedules.delete(input.ScheduledActionName ?? '')) return {};
  const message = `No scheduled action found for ${inWords(input)}: ${input.ScheduledActionName}`;
  throw new AwsError('ObjectNotFoundException', message);
}

export function DescribeScheduledActions(
  input: DescribeScheduledActionsCommandInput,
  { region }: Call,
): Answer<DescribeScheduledActionsCommandOutput> {
  checkName(input);
  const size = pageSize(
    input.MaxResults,
    { otherwise: 50, most: 50 },
    invalid('MaxResults must be 1 to 50.'),
  );
  const names = input.ScheduledActionNames ?? [];
  const wanted = [...region.applicationAutoScaling.targets.values()]
    .filter(({ about }) => !input.ResourceId || about.ResourceId === input.ResourceId)
    .flatMap(({ schedules }) => [...schedules.values()].map(({ about }) => about))
    .filter(({ ScheduledActionName }) => names.length === 0 || names.includes(ScheduledActionName));
  const { items, nextToken } = page(wanted, input.NextToken, size, invalidToken());
  return { ScheduledActions: items, NextToken: nextToken };
}

function checkedName(name: string | undefined): string {
  const text = shortText('scheduledActionName', name, 256);
  if (!NAME.test(text)) throw invalid(`Invalid scheduled action name: ${text}`);
  return text;
}

function checkBounds(action: Schedule['about']['ScalableTargetAction']): void {
  const { MinCapacity: min, MaxCapacity: max } = action ?? {};
  if (min === undefined && max === undefined) {
    throw invalid('ScalableTargetAction must set a minimum capacity, a maximum capacity or both.');
  }
  if (min !== undefined) atLeast('scalableTargetAction.minCapacity', min, 0);
  if (max !== undefined) atLeast('scalableTargetAction.maxCapacity', max, 0);
  if (min !== undefined && max !== undefined && min > max) {
    throw invalid('Maximum capacity cannot be less than minimum capacity.');
  }
}

import type { CreateScheduleInput, FlexibleTimeWindow, Target } from '@aws-sdk/client-scheduler';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { timetable } from '../application-auto-scaling/schedule-expression.ts';
import { actingRole } from '../events/acting-role.ts';
import { invalid } from './lookup.ts';
import type { ScheduleSettings } from './state.ts';

const LONGEST_INPUT = 256 * 1024;
const START_GRACE_MS = 5 * 60_000;
/** What AWS fills in where a target says nothing. */
const RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/**
 * The settings of a schedule as a request gives them, with the defaults of whatever it leaves out. Throws
 * ValidationException.
 */
export function settingsOf(input: CreateScheduleInput, now: Date): ScheduleSettings {
  const { Name: _name, GroupName: _group, ClientToken: _token, ...named } = input;
  checkExpression(named, now);
  checkStart(input, now);
  if (named.StartDate && named.EndDate && named.StartDate >= named.EndDate) {
    throw invalid('Invalid EndDate: it must be later than StartDate.');
  }
  checkWindow(named.FlexibleTimeWindow);
  checkTarget(named.Target);
  const RetryPolicy = { ...RETRIES, ...named.Target?.RetryPolicy };
  return {
    ...named,
    ScheduleExpressionTimezone: named.ScheduleExpressionTimezone ?? 'UTC',
    State: named.State ?? 'ENABLED',
    ActionAfterCompletion: named.ActionAfterCompletion ?? 'NONE',
    Target: named.Target && { ...named.Target, RetryPolicy },
  };
}

/** Throws ValidationException for a schedule that is to begin in the past. What runs once does not heed its StartDate. */
function checkStart(
  { ScheduleExpression: text = '', StartDate: start }: CreateScheduleInput,
  now: Date,
): void {
  if (text.startsWith('at(') || !start || now.getTime() - start.getTime() <= START_GRACE_MS) return;
  throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
}

/**
 * Throws ValidationException unless Scheduler may act in the target's role on behalf of the schedule's group: AWS looks
 * before the schedule is there. https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function checkRole(region: Region, sourceArn: string, { Target: target }: ScheduleSettings): void {
  const actor = {
    region,
    principal: 'scheduler.amazonaws.com',
    sourceArn,
    roleArn: target?.RoleArn,
  } as const;
  if (actingRole(actor)) return;
  throw invalid('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
}

function checkExpression(
  { ScheduleExpression: text = '', ScheduleExpressionTimezone: zone }: ScheduleSettings,
  now: Date,
): void {
  if (text.length > 256) throw invalid(`Invalid Schedule Expression ${text}.`);
  try {
    timetable(text, zone, now.getTime());
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.message.startsWith('Invalid time zone')) throw invalid(`The timezone ${zone} is not valid.`);
    throw invalid(`Invalid Schedule Expression ${text}.`);
  }
}

function checkWindow({ Mode, MaximumWindowInMinutes: minutes }: Partial<FlexibleTimeWindow> = {}): void {
  if (Mode !== 'OFF' && Mode !== 'FLEXIBLE') throw invalid(`Invalid FlexibleTimeWindow Mode: ${Mode}`);
  if (Mode === 'OFF' && minutes !== undefined) {
    throw invalid('MaximumWindowInMinutes cannot be given with the mode OFF.');
  }
  if (Mode === 'FLEXIBLE' && (minutes === undefined || minutes < 1 || minutes > 1440)) {
    throw invalid('MaximumWindowInMinutes must be 1 to 1440 with the mode FLEXIBLE.');
  }
}

function checkTarget(target: Target | undefined): void {
  const { Arn = '', RoleArn = '', Input = '', RetryPolicy: retries = {} } = target ?? {};
  if (!/^arn:[^:]+:[^:]+:/.test(Arn)) throw invalid(`Provided Arn is not in correct format: ${Arn}`);
  if (!/^arn:[^:]+:iam::\d{12}:role\//.test(RoleArn)) throw invalid(`Invalid RoleArn: ${RoleArn}`);
  if (Input.length > LONGEST_INPUT) throw invalid(`Input is longer than ${LONGEST_INPUT} bytes.`);
  const { MaximumEventAgeInSeconds: age = 60, MaximumRetryAttempts: attempts = 0 } = retries;
  if (age < 60 || age > 86_400) throw invalid('MaximumEventAgeInSeconds must be 60 to 86400.');
  if (attempts < 0 || attempts > 185) throw invalid('MaximumRetryAttempts must be 0 to 185.');
  // A universal target, `aws-sdk:ecs:runTask`, brings its parameters in its input.
  if (/^arn:[^:]+:ecs:/.test(Arn)) checkEcs(target?.EcsParameters);
}

function checkEcs(ecs: Target['EcsParameters']): void {
  if (!ecs) throw invalid('EcsParameters must be given for a cluster as the target.');
  const { TaskCount: count = 1, CapacityProviderStrategy: strategy = [], LaunchType: type } = ecs;
  if (count < 1 || count > 10) throw invalid('TaskCount must be 1 to 10.');
  if (strategy.length > 6) throw invalid('CapacityProviderStrategy can hold 6 items at most.');
  if (strategy.length > 0 && type) {
    throw invalid('LaunchType and CapacityProviderStrategy cannot both be given.');
  }
}

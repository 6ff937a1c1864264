import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { Failure, usage } from '../../failure.ts';
import { asJson } from '../../plan/as-json.ts';
import type { ApiCall, Resource, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { changesOf, type Fields } from '../changes.ts';
import { type FoundScaling, scalableDimension } from '../found.ts';

/** Scheduled actions that a scalable target takes. */
const maxActions = 200;
const nameForm = 'write 1 to 256 characters without : / | and without spaces at the ends';

/** A scheduled action in full: PutScheduledAction forgets what it is not told. */
export interface ActionWanted {
  readonly name: string;
  /** `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  readonly timezone?: string;
  readonly min?: number;
  readonly max?: number;
  readonly start?: Date;
  readonly end?: Date;
  readonly reason: string;
}

/**
 * Holds a name to AWS's rules for scheduled actions.
 *
 * @throws a usage failure naming what is wrong with it.
 */
export function checkActionName(name: string): void {
  const problem =
    name.length === 0
      ? 'is empty'
      : name.length > 256
        ? `has ${name.length} characters`
        : /[:/|]/.test(name)
          ? 'contains one of : / |'
          : /\p{C}/u.test(name)
            ? 'contains a control character'
            : name.trim() !== name
              ? 'begins or ends with a space'
              : undefined;
  if (problem) throw usage(`schedule name '${name.slice(0, 40)}' ${problem}`, nameForm);
}

/** A scheduled action as a plan speaks of it. */
export function actionResource(name: string, arn: string | undefined, region: string): Resource {
  return { type: 'scheduled action', id: name, ...(arn && { arn }), region };
}

/** The found action of that name. */
export function foundAction(name: string, { schedules }: FoundScaling): ScheduledAction | undefined {
  return schedules.find(({ ScheduledActionName }) => ScheduledActionName === name);
}

/**
 * The step that makes the action what is wanted, or undefined when it is that already.
 *
 * @throws a `refused` failure for a new action where the target has 200 already.
 */
export function planAction(wanted: ActionWanted, found: FoundScaling, extra = 0): Step | undefined {
  const existing = foundAction(wanted.name, found);
  const changes = changesOf(existing ? fields(existing) : {}, fields(asAction(wanted)));
  if (existing && changes.length === 0) return undefined;
  if (!existing && found.schedules.length + extra >= maxActions)
    throw new Failure('refused', `the service has ${found.schedules.length} scheduled actions already`, {
      hint: `remove one first: AWS allows ${maxActions} a service`,
    });
  return {
    id: `schedule:${wanted.name}`,
    action: existing ? 'update' : 'create',
    resource: actionResource(wanted.name, existing?.ScheduledActionARN, found.region),
    reason: wanted.reason,
    changes,
    after: [],
    call: putAction(asAction(wanted), found),
    ...(existing && { undo: putAction(existing, found) }),
    // A target registered a moment ago is not visible everywhere yet.
    settles: { errors: ['ObjectNotFoundException'], seconds: 15 },
  };
}

type ActionMembers = Pick<
  ScheduledAction,
  'ScheduledActionName' | 'Schedule' | 'Timezone' | 'StartTime' | 'EndTime' | 'ScalableTargetAction'
>;

/** The call that makes, or puts back, a scheduled action with all that it is. */
export function putAction(action: ActionMembers, found: FoundScaling): ApiCall {
  const { ScheduledActionName, Schedule, Timezone, StartTime, EndTime, ScalableTargetAction } = action;
  return scalingCall('application-auto-scaling', 'PutScheduledAction', {
    ...scalableDimension(found.name),
    ScheduledActionName,
    Schedule,
    ...(Timezone && { Timezone }),
    ...(StartTime && { StartTime }),
    ...(EndTime && { EndTime }),
    ScalableTargetAction,
  });
}

function asAction({ name, schedule, timezone, min, max, start, end }: ActionWanted): ActionMembers {
  return {
    ScheduledActionName: name,
    Schedule: schedule,
    Timezone: timezone,
    StartTime: start,
    EndTime: end,
    ScalableTargetAction: {
      ...(min !== undefined && { MinCapacity: min }),
      ...(max !== undefined && { MaxCapacity: max }),
    },
  };
}

function fields({
  Schedule,
  Timezone,
  StartTime,
  EndTime,
  ScalableTargetAction: bounds,
}: ActionMembers): Fields {
  return {
    schedule: Schedule,
    // AWS answers no time zone where it means UTC.
    timezone: Schedule?.startsWith('rate') ? undefined : (Timezone ?? 'UTC'),
    start: asJson(StartTime),
    end: asJson(EndTime),
    min: bounds?.MinCapacity,
    max: bounds?.MaxCapacity,
  };
}

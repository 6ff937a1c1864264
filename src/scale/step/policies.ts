import { Failure } from '../../failure.ts';
import type { Kept, Plan, Step } from '../../plan/plan.ts';
import { serviceText, targetOf } from '../editable.ts';
import { fittingName } from '../fitting-name.ts';
import type { FoundScaling } from '../found.ts';
import { stepConfiguration } from './adjustments.ts';
import { foundAlarm, mergedAlarm } from './alarm.ts';
import { withAction } from './alarm-input.ts';
import { planAlarm } from './alarm-step.ts';
import { alarmThreshold, type Direction, type StepList } from './list.ts';
import type { StepMetric } from './metric.ts';
import { keptCooldown, planStepPolicy, policyResource } from './policy.ts';
import type { StepScaling } from './scaling.ts';

/** The name of a metric's policy in one direction. */
function stepPolicyName(metric: StepMetric, direction: Direction): string {
  return fittingName(`ecsctl-step-${metric.label}-${direction}`, 256);
}

/**
 * Plans the step scaling policies of one metric and the alarms that start them, each policy before its alarm.
 * Of an alarm that exists only what was asked for changes; a direction that was not named stays as it is.
 *
 * @throws a `refused` failure without a scalable target and when the other direction's threshold is in the way,
 *   a `not-found` failure for a queue that does not exist.
 */
export function planStepPolicies(wanted: StepScaling, found: FoundScaling): Plan {
  targetOf(found);
  refuseMissingQueue(wanted.metric, found);
  refuseFoundOverlap(wanted, found);
  return {
    subject: serviceText(found.name),
    steps: wanted.lists.flatMap((list) => planDirection(list, wanted, found)),
    kept: keptDirections(wanted, found),
    warnings: [...mutedAlarms(wanted, found), ...sparseMetric(wanted)],
  };
}

function planDirection(list: StepList, wanted: StepScaling, found: FoundScaling): Step[] {
  const existing = foundAlarm(wanted.metric, list.direction, found);
  const name = stepPolicyName(wanted.metric, list.direction);
  const reason = `${wanted.metric.text} is to scale the service ${list.direction}`;
  const alarm = mergedAlarm(list, wanted, found, existing);
  const policy = planStepPolicy(
    {
      name,
      configuration: stepConfiguration(list, {
        cooldown: wanted.cooldown ?? keptCooldown(name, found),
        statistic: alarm.Statistic,
      }),
      threshold: alarmThreshold(list),
      oldThreshold: existing?.Threshold,
      reason,
    },
    found,
  );
  const { reference, step } = policy;
  const planned = planAlarm(
    {
      input: {
        ...alarm,
        AlarmActions: withAction(existing ?? { AlarmName: alarm.AlarmName }, reference.arn),
      },
      existing,
      policy: reference,
      reason: `it starts policy ${name}`,
      after: step ? [step.id] : [],
    },
    found,
  );
  return [step, planned].filter((one) => one !== undefined);
}

function refuseMissingQueue({ queue }: StepMetric, { queues, region }: FoundScaling): void {
  if (queue === undefined || queues.includes(queue)) return;
  throw new Failure('not-found', `there is no queue ${queue} in ${region}`, {
    hint: 'write the name of a queue that exists, as in --metric queue:jobs',
  });
}

/** The direction that is not named has its threshold already; the new one must stay on its side of it. */
function refuseFoundOverlap({ metric, lists }: StepScaling, found: FoundScaling): void {
  const [list, both] = lists;
  if (!list || both) return;
  const other = list.direction === 'out' ? 'in' : 'out';
  const there = foundAlarm(metric, other, found)?.Threshold;
  if (there === undefined) return;
  const here = alarmThreshold(list);
  if (list.direction === 'out' ? there < here : here < there) return;
  const side = list.direction === 'out' ? 'above' : 'below';
  throw new Failure(
    'refused',
    `--${list.direction} ${here} is not ${side} ${there}, where the service scales ${other}`,
    {
      hint: `write thresholds ${side} ${there}, or give --${other} as well`,
    },
  );
}

function keptDirections({ metric, lists }: StepScaling, { policies, region }: FoundScaling): Kept[] {
  return (['out', 'in'] as const)
    .filter((direction) => !lists.some((list) => list.direction === direction))
    .flatMap((direction) => {
      const name = stepPolicyName(metric, direction);
      const policy = policies.find(({ PolicyName }) => PolicyName === name);
      const reason = `--${direction} was not given`;
      return policy ? [{ resource: policyResource(name, policy.PolicyARN, region), reason }] : [];
    });
}

function mutedAlarms({ metric, lists }: StepScaling, found: FoundScaling): string[] {
  return lists
    .map((list) => foundAlarm(metric, list.direction, found))
    .filter((alarm) => alarm?.ActionsEnabled === false)
    .map(
      (alarm) =>
        `the actions of alarm ${alarm?.AlarmName} are disabled: it scales nothing until they are enabled`,
    );
}

function sparseMetric({ metric, period }: StepScaling): string[] {
  if (period === undefined || period >= 60 || !metric.namespace.startsWith('AWS/')) return [];
  return [
    `${metric.namespace} publishes ${metric.name} once a minute by default: with periods of ${period} s the alarm may lack data`,
  ];
}

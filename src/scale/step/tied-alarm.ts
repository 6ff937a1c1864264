import type { StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { notFound } from '../../aws/not-found.ts';
import { Failure, usage } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import { serviceText, targetOf } from '../editable.ts';
import { fittingName } from '../fitting-name.ts';
import type { FoundScaling } from '../found.ts';
import { type Adjustment, parseAdjustment } from './adjustment.ts';
import { aggregationOf } from './adjustments.ts';
import { alarmInput, withAction } from './alarm-input.ts';
import { planAlarm } from './alarm-step.ts';
import { keptCooldown, planStepPolicy } from './policy.ts';

/** An alarm of the user's own that is to scale the service. */
export interface TiedAlarm {
  readonly alarmName: string;
  /** `+2`, `-10%`, `=5`. */
  readonly adjust: string;
  /** Seconds; what is there, or AWS's 300, when absent. */
  readonly cooldown?: number;
}

/** What is found, and the composite alarms among the names that were asked for. */
export type FoundWithComposites = FoundScaling & { readonly compositeAlarms?: readonly string[] };

const bounds: Readonly<Record<string, object>> = {
  GreaterThanThreshold: { MetricIntervalLowerBound: 0 },
  GreaterThanOrEqualToThreshold: { MetricIntervalLowerBound: 0 },
  LessThanThreshold: { MetricIntervalUpperBound: 0 },
  LessThanOrEqualToThreshold: { MetricIntervalUpperBound: 0 },
};

/**
 * Reads `--alarm NAME --adjust CHANGE`; knows nothing of the service, so that a typing error costs no request.
 *
 * @throws a usage failure naming the flag that is missing, or the adjustment and its right form.
 */
export function readTiedAlarm(alarmName?: string, adjust?: string, cooldown?: number): TiedAlarm {
  if (alarmName === undefined) throw usage('--adjust is about an alarm', 'add --alarm NAME');
  if (adjust === undefined) throw usage(`--alarm ${alarmName} does not say what to do`, "add --adjust '+2'");
  const { type, amount } = parseAdjustment(adjust, '--adjust');
  if (amount === 0 && type !== 'ExactCapacity') {
    throw usage(`--adjust: '${adjust}' changes nothing`, "write what is to change, such as '+2'");
  }
  return { alarmName, adjust, ...(cooldown !== undefined && { cooldown }) };
}

/** The policy that an alarm is tied to. */
export function tiedPolicyName(alarmName: string): string {
  return fittingName(`ecsctl-alarm-${alarmName}`, 256);
}

/**
 * Plans a step scaling policy of one step, and the alarm with that policy among its actions and all else of it as
 * it was.
 *
 * @throws a usage failure for the adjustment; a `not-found` failure for the alarm; a `refused` failure for an alarm
 *   that cannot scale: composite, by anomaly detection, without a direction, AWS's own, or with five actions.
 */
export function planTiedAlarm(wanted: TiedAlarm, found: FoundWithComposites): Plan {
  const adjustment = parseAdjustment(wanted.adjust, '--adjust');
  targetOf(found);
  const alarm = scalingAlarm(wanted.alarmName, found);
  const name = tiedPolicyName(wanted.alarmName);
  const { step, reference } = planStepPolicy(
    {
      name,
      configuration: configurationOf(adjustment, alarm, wanted.cooldown ?? keptCooldown(name, found)),
      threshold: alarm.Threshold,
      oldThreshold: alarm.Threshold,
      reason: `alarm ${wanted.alarmName} is to scale the service by ${wanted.adjust}`,
    },
    found,
  );
  const tied = planAlarm(
    {
      input: { ...alarmInput(alarm), AlarmActions: withAction(alarm, reference.arn) },
      existing: alarm,
      policy: reference,
      reason: `it starts policy ${name}`,
      after: step ? [step.id] : [],
    },
    found,
  );
  const steps = [step, tied].filter((one) => one !== undefined);
  return { subject: serviceText(found.name), steps, kept: [], warnings: warningsOf(alarm) };
}

/** One step that holds for every value at which the alarm is in alarm. */
function configurationOf(
  { type, amount }: Adjustment,
  alarm: MetricAlarm,
  cooldown: number | undefined,
): StepScalingPolicyConfiguration {
  return {
    AdjustmentType: type,
    StepAdjustments: [{ ...bounds[alarm.ComparisonOperator ?? ''], ScalingAdjustment: amount }],
    ...(type === 'PercentChangeInCapacity' && { MinAdjustmentMagnitude: 1 }),
    ...(cooldown !== undefined && { Cooldown: cooldown }),
    MetricAggregationType: aggregationOf(alarm.Statistic),
  };
}

function scalingAlarm(
  name: string,
  { alarms, compositeAlarms = [], region }: FoundWithComposites,
): MetricAlarm {
  if (compositeAlarms.includes(name))
    throw refusal(
      `alarm ${name} is a composite alarm, and those cannot scale`,
      'name one of the alarms in its rule',
    );
  const alarm = alarms.find(({ AlarmName }) => AlarmName === name);
  if (!alarm) throw notFound('alarm', name, namesOf(alarms), ` in ${region}`);
  if (name.startsWith('TargetTracking-'))
    throw refusal(
      `alarm ${name} belongs to a target tracking policy`,
      'make an alarm of your own on its metric',
    );
  if (alarm.ThresholdMetricId || /LowerThreshold|UpperThreshold/.test(alarm.ComparisonOperator ?? ''))
    throw refusal(
      `alarm ${name} detects anomalies, and those cannot scale`,
      'name an alarm with a fixed threshold',
    );
  if (!bounds[alarm.ComparisonOperator ?? ''])
    throw refusal(
      `alarm ${name} compares nothing with a threshold, so that its steps have no direction`,
      'name an alarm on a metric that is greater or less than a threshold',
    );
  return alarm;
}

function refusal(message: string, hint: string): Failure {
  return new Failure('refused', message, { hint });
}

function namesOf(alarms: readonly MetricAlarm[]): string[] {
  return alarms.flatMap(({ AlarmName }) => AlarmName ?? []);
}

function warningsOf({ AlarmName, ActionsEnabled }: MetricAlarm): string[] {
  if (ActionsEnabled !== false) return [];
  return [`the actions of alarm ${AlarmName} are disabled: it scales nothing until they are enabled`];
}

import type { PutScalingPolicyCommandInput, ScalingPolicy } from '@aws-sdk/client-auto-scaling';
import { AwsError } from '../../service.ts';
import { checkBounds } from '../application-auto-scaling/step-config.ts';
import { invalid } from './lookup.ts';
import { metricOf } from './policy-alarms.ts';
import type { GroupPolicy } from './state.ts';

/** The configuration that each type of policy must have. */
const REQUIRED: Readonly<Record<string, keyof PutScalingPolicyCommandInput>> = {
  TargetTrackingScaling: 'TargetTrackingConfiguration',
  StepScaling: 'StepAdjustments',
  SimpleScaling: 'ScalingAdjustment',
  PredictiveScaling: 'PredictiveScalingConfiguration',
};

const ADJUSTMENTS = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'];

/** Throws ValidationError for a policy that AWS would not take, beside the others of its group. */
export function checkPolicy(
  input: PutScalingPolicyCommandInput,
  type: string,
  others: readonly GroupPolicy[],
): void {
  const required = REQUIRED[type];
  if (!required) throw invalid(`${type} is not a type of scaling policy.`);
  if (input[required] === undefined) throw invalid(`A policy of type ${type} must have ${required}.`);
  if ((input.EstimatedInstanceWarmup ?? 0) < 0)
    throw invalid('EstimatedInstanceWarmup must not be negative.');
  if (type === 'TargetTrackingScaling') checkTracking(input, others);
  if (type === 'StepScaling' || type === 'SimpleScaling') checkAdjustment(input.AdjustmentType);
  if (type === 'StepScaling') checkSteps(input);
}

function checkTracking(
  { AutoScalingGroupName: group = '', TargetTrackingConfiguration: tracking }: PutScalingPolicyCommandInput,
  others: readonly GroupPolicy[],
): void {
  if (!tracking) return;
  const metrics = [tracking.PredefinedMetricSpecification, tracking.CustomizedMetricSpecification];
  if (metrics.filter((metric) => metric !== undefined).length !== 1) {
    throw invalid('Specify either a predefined or a customized metric.');
  }
  const metric = JSON.stringify(metricOf(group, tracking));
  for (const { about } of others) {
    const tracked = about.TargetTrackingConfiguration;
    if (tracked && JSON.stringify(metricOf(group, tracked)) === metric) {
      throw invalid('Only one TargetTrackingScaling policy for a given metric specification is allowed.');
    }
  }
}

function checkAdjustment(type: string | undefined): void {
  if (type !== undefined && ADJUSTMENTS.includes(type)) return;
  throw invalid(`AdjustmentType must be one of ${ADJUSTMENTS.join(', ')}.`);
}

/** The steps follow the same rules as those of services; only the error has another name here. */
function checkSteps({ StepAdjustments: steps = [] }: PutScalingPolicyCommandInput): void {
  if (steps.length === 0) throw invalid('At least one step adjustment must be specified.');
  try {
    checkBounds(steps);
  } catch (error) {
    throw error instanceof AwsError ? invalid(error.message) : error;
  }
}

/** A policy as DescribePolicies gives it, with what AWS fills in. */
export function shapeOf(
  input: PutScalingPolicyCommandInput,
  type: string,
  PolicyARN: string,
): ScalingPolicy & { PolicyARN: string } {
  const { TargetTrackingConfiguration: tracking } = input;
  return {
    ...input,
    PolicyType: type,
    PolicyARN,
    StepAdjustments: input.StepAdjustments ?? [],
    TargetTrackingConfiguration: tracking && {
      ...tracking,
      DisableScaleIn: tracking.DisableScaleIn ?? false,
    },
    Enabled: input.Enabled ?? true,
  };
}

import type {
  PredictiveScalingMetricSpecification,
  PredictiveScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { invalid, oneOf, outOfModel } from './constraints.ts';

const PAIRS = ['ECSServiceCPUUtilization', 'ECSServiceMemoryUtilization', 'ALBRequestCount'] as const;

/** Throws ValidationException for a predictive policy that AWS would not take. */
export function checkPredictive(configuration: PredictiveScalingPolicyConfiguration | undefined): void {
  if (!configuration)
    throw invalid('PredictiveScalingPolicyConfiguration is required for policy type PredictiveScaling.');
  const {
    MetricSpecifications: specifications = [],
    Mode,
    MaxCapacityBreachBehavior: onBreach,
  } = configuration;
  const [specification] = specifications;
  if (specifications.length !== 1 || !specification) {
    throw invalid('MetricSpecifications must contain exactly one element.');
  }
  checkSpecification(specification);
  if (Mode) oneOf('mode', Mode, ['ForecastOnly', 'ForecastAndScale']);
  if (onBreach) oneOf('maxCapacityBreachBehavior', onBreach, ['HonorMaxCapacity', 'IncreaseMaxCapacity']);
  checkRange('schedulingBufferTime', configuration.SchedulingBufferTime, 3600);
  checkRange('maxCapacityBuffer', configuration.MaxCapacityBuffer, 100);
  if ((configuration.MaxCapacityBuffer === undefined) === (onBreach === 'IncreaseMaxCapacity')) {
    throw invalid('MaxCapacityBuffer goes with IncreaseMaxCapacity, and with nothing else.');
  }
}

function checkSpecification(specification: PredictiveScalingMetricSpecification): void {
  const { TargetValue, PredefinedMetricPairSpecification: pair } = specification;
  if (TargetValue === undefined || !(TargetValue > 0))
    throw invalid('TargetValue must be greater than zero.');
  const load =
    specification.PredefinedLoadMetricSpecification ?? specification.CustomizedLoadMetricSpecification;
  const scaling =
    specification.PredefinedScalingMetricSpecification ?? specification.CustomizedScalingMetricSpecification;
  if (pair ? load || scaling : !load || !scaling) {
    throw invalid('Specify a predefined metric pair, or both a load metric and a scaling metric.');
  }
  if (!pair) return;
  const type = oneOf('predefinedMetricType', pair.PredefinedMetricType ?? '', PAIRS);
  if ((type === 'ALBRequestCount') !== Boolean(pair.ResourceLabel)) {
    throw invalid(`Resource label should ${pair.ResourceLabel ? 'not ' : ''}be specified for ${type}.`);
  }
}

function checkRange(member: string, value: number | undefined, most: number): void {
  if (value === undefined || (value >= 0 && value <= most)) return;
  throw outOfModel(member, value, `Member must have value between 0 and ${most}`);
}

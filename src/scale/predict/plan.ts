import type {
  PredictiveScalingMetricSpecification,
  PredictiveScalingPolicyConfiguration,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { Failure, usage } from '../../failure.ts';
import { asJson } from '../../plan/as-json.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { changesOf, type Fields } from '../changes.ts';
import { boundsOf, dimensionOf, serviceText, targetOf } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { requestLabel } from '../set/request-label.ts';
import { policyResource } from '../step/policy.ts';
import type { PredictedMetric, WantedForecast } from './wanted.ts';

/** The policy that ecsctl makes; a service has one forecast by it. */
export const forecastPolicy = 'ecsctl-predict';

const pairs: Readonly<Record<PredictedMetric, string>> = {
  cpu: 'ECSServiceCPUUtilization',
  memory: 'ECSServiceMemoryUtilization',
  requests: 'ALBRequestCount',
};

/**
 * Plans the predictive policy of a service: it forecasts only, unless it is to apply what it forecasts. Of an
 * existing policy all stays that is not named.
 * @throws a usage failure for a first policy without a metric; a `refused` failure without a scalable target, or
 * where requests cannot be counted.
 */
export function planForecast(wanted: WantedForecast, found: FoundScaling): Plan {
  const target = targetOf(found);
  const existing = existingForecast(found);
  const before = existing?.PredictiveScalingPolicyConfiguration;
  const configuration = merged(wanted, before, found);
  const step = planPolicy(configuration, existing, found);
  return {
    subject: serviceText(found.name),
    steps: step ? [step] : [],
    kept: otherForecasts(found).map(({ PolicyName = '', PolicyARN }) => ({
      resource: policyResource(PolicyName, PolicyARN, found.region),
      reason: 'another forecast, which is not ecsctl’s',
    })),
    warnings: step ? warnings(configuration, before, boundsOf(target).max, found) : [],
  };
}

/**
 * ecsctl's predictive policy of the service, if there is one.
 * @throws a `refused` failure where a policy of another type has its name: a policy keeps its type.
 */
export function existingForecast({ policies, name }: FoundScaling): ScalingPolicy | undefined {
  const existing = policies.find(({ PolicyName }) => PolicyName === forecastPolicy);
  if (!existing || existing.PolicyType === 'PredictiveScaling') return existing;
  throw new Failure('refused', `policy ${forecastPolicy} is of type ${existing.PolicyType}, which it keeps`, {
    hint: `remove it first: ecsctl scale rm ${serviceText(name)} --policy ${forecastPolicy}`,
  });
}

function otherForecasts({ policies }: FoundScaling): ScalingPolicy[] {
  return policies.filter(
    ({ PolicyType, PolicyName }) => PolicyType === 'PredictiveScaling' && PolicyName !== forecastPolicy,
  );
}

function merged(
  wanted: WantedForecast,
  before: PredictiveScalingPolicyConfiguration | undefined,
  found: FoundScaling,
): PredictiveScalingPolicyConfiguration {
  const applies = wanted.applies ?? before?.Mode === 'ForecastAndScale';
  return {
    MetricSpecifications: [specification(wanted, before, found)],
    Mode: applies ? 'ForecastAndScale' : 'ForecastOnly',
    SchedulingBufferTime: wanted.buffer ?? before?.SchedulingBufferTime ?? 300,
    ...breach(wanted, before),
  };
}

function specification(
  wanted: WantedForecast,
  before: PredictiveScalingPolicyConfiguration | undefined,
  found: FoundScaling,
): PredictiveScalingMetricSpecification {
  const { metric, target } = wanted;
  const existing = before?.MetricSpecifications?.[0];
  if (metric === undefined || target === undefined) {
    if (existing) return existing;
    throw usage(
      'no metric to forecast is named',
      'write --cpu PCT, --memory PCT or --requests N, such as --cpu 60',
    );
  }
  return {
    TargetValue: target,
    PredefinedMetricPairSpecification: {
      PredefinedMetricType: pairs[metric],
      ...(metric === 'requests' && { ResourceLabel: requestLabel(found, wanted.targetGroup) }),
    },
  };
}

/** A buffer goes with raising the maximum, and with nothing else. */
function breach(
  { raiseMax }: WantedForecast,
  before: PredictiveScalingPolicyConfiguration | undefined,
): Pick<PredictiveScalingPolicyConfiguration, 'MaxCapacityBreachBehavior' | 'MaxCapacityBuffer'> {
  const raisedBefore = before?.MaxCapacityBreachBehavior === 'IncreaseMaxCapacity';
  const buffer = raiseMax ?? (raisedBefore ? (before.MaxCapacityBuffer ?? 0) : false);
  return buffer === false
    ? { MaxCapacityBreachBehavior: 'HonorMaxCapacity' }
    : { MaxCapacityBreachBehavior: 'IncreaseMaxCapacity', MaxCapacityBuffer: buffer };
}

function planPolicy(
  configuration: PredictiveScalingPolicyConfiguration,
  existing: ScalingPolicy | undefined,
  found: FoundScaling,
): Step | undefined {
  const before = existing?.PredictiveScalingPolicyConfiguration;
  const changes = changesOf(before ? fields(before) : {}, fields(configuration));
  if (existing && changes.length === 0) return undefined;
  const applies = configuration.Mode === 'ForecastAndScale';
  return {
    id: `policy:${forecastPolicy}`,
    action: existing ? 'update' : 'create',
    resource: policyResource(forecastPolicy, existing?.PolicyARN, found.region),
    reason: applies
      ? 'tasks are to be there before the load is'
      : 'the load is to be forecast; nothing scales by it',
    changes,
    after: [],
    call: putPolicy(found, configuration),
    ...(before && { undo: putPolicy(found, before) }),
    // A target registered a moment ago is not visible everywhere yet.
    settles: { errors: ['ObjectNotFoundException'], seconds: 15 },
  };
}

function fields(configuration: PredictiveScalingPolicyConfiguration): Fields {
  const [specification] = configuration.MetricSpecifications ?? [];
  const pair = specification?.PredefinedMetricPairSpecification;
  const raises = configuration.MaxCapacityBreachBehavior === 'IncreaseMaxCapacity';
  return {
    target: specification?.TargetValue,
    metric: pair?.PredefinedMetricType ?? asJson({ ...specification, TargetValue: undefined }),
    'resource label': pair?.ResourceLabel || undefined,
    mode: configuration.Mode ?? 'ForecastOnly',
    'scheduling buffer': `${configuration.SchedulingBufferTime ?? 300} s`,
    'over the maximum': raises
      ? `raises it, ${configuration.MaxCapacityBuffer ?? 0} % over the forecast`
      : 'keeps to it',
  };
}

function putPolicy(found: FoundScaling, configuration: PredictiveScalingPolicyConfiguration) {
  return scalingCall('application-auto-scaling', 'PutScalingPolicy', {
    ...dimensionOf(found),
    PolicyName: forecastPolicy,
    PolicyType: 'PredictiveScaling',
    PredictiveScalingPolicyConfiguration: configuration,
  });
}

/** https://docs.aws.amazon.com/autoscaling/application/userguide/aas-create-predictive-scaling-policy.html */
function warnings(
  configuration: PredictiveScalingPolicyConfiguration,
  before: PredictiveScalingPolicyConfiguration | undefined,
  max: number,
  { policies }: FoundScaling,
): string[] {
  const applies = configuration.Mode === 'ForecastAndScale';
  const raises = configuration.MaxCapacityBreachBehavior === 'IncreaseMaxCapacity';
  const scalesIn = policies.some(({ PolicyType }) => PolicyType !== 'PredictiveScaling');
  return [
    ...(before
      ? []
      : ['A forecast needs 24 hours of metrics of the service; it is renewed every six hours.']),
    ...(before || applies ? [] : ['It only forecasts; once you trust it, --apply lets it add tasks.']),
    ...(applies && !scalesIn
      ? [
          'A forecast only adds tasks: without a policy that takes them away again, such as --cpu 60, they stay.',
        ]
      : []),
    ...(raises && before?.MaxCapacityBreachBehavior !== 'IncreaseMaxCapacity'
      ? [`The forecast may raise the maximum, ${max} tasks now, and does not lower it again.`]
      : []),
  ];
}

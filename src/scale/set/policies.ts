import type {
  ScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { Failure, usage } from '../../failure.ts';
import { asJson } from '../../plan/as-json.ts';
import type { Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { changesOf, type Fields } from '../changes.ts';
import { dimensionOf } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { policyResource } from '../step/policy.ts';
import { metricFormula } from './metric-formula.ts';
import { metricIdentity, metricWords, policyName, specificationOf } from './specification.ts';
import type { Tracked } from './tracked.ts';
import type { WantedTracking } from './wanted.ts';

/** Seconds: what AWS fills in for ECS where nothing is said. */
const defaultCooldown = 300;

/** A tracked metric with the policy that follows it now: ecsctl's own, or anybody's for the same metric. */
export interface TrackingPolicy {
  readonly tracked: Tracked;
  readonly name: string;
  readonly configuration: TargetTrackingScalingPolicyConfiguration;
  readonly existing?: ScalingPolicy;
}

/**
 * The policies that are wanted, as Application Auto Scaling takes them. A metric that a policy follows already keeps
 * that policy, whatever its name: AWS takes one tracking policy a metric.
 * @throws a `refused` failure when a metric cannot be tracked for this service, a usage failure for two flags that
 * mean one metric.
 */
export function trackingPolicies(wanted: WantedTracking, found: FoundScaling): TrackingPolicy[] {
  const policies = wanted.tracked.map((tracked) => trackingPolicy(tracked, wanted, found));
  const names = policies.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw usage(`two of the flags speak of the metric of policy ${twice}`, 'leave one of them out');
  return policies;
}

function trackingPolicy(tracked: Tracked, wanted: WantedTracking, found: FoundScaling): TrackingPolicy {
  const specification = specificationOf(tracked.metric, wanted, found);
  const identity = metricIdentity(specification);
  const trackers = found.policies.filter(({ PolicyType }) => PolicyType === 'TargetTrackingScaling');
  const named = found.policies.find(({ PolicyName }) => PolicyName === policyName(tracked.metric));
  const existing =
    trackers.find((policy) => metricIdentity(policy.TargetTrackingScalingPolicyConfiguration) === identity) ??
    named;
  refuseOtherType(existing);
  const before = existing?.TargetTrackingScalingPolicyConfiguration;
  return {
    tracked,
    name: existing?.PolicyName ?? policyName(tracked.metric),
    configuration: {
      TargetValue: tracked.target,
      ...specification,
      ...optional('ScaleOutCooldown', wanted.scaleOutCooldown ?? before?.ScaleOutCooldown),
      ...optional('ScaleInCooldown', wanted.scaleInCooldown ?? before?.ScaleInCooldown),
      DisableScaleIn: wanted.scaleIn === undefined ? (before?.DisableScaleIn ?? false) : !wanted.scaleIn,
    },
    ...(existing && { existing }),
  };
}

/**
 * The step that makes a policy what is wanted, or undefined when it is that already.
 * @param after the steps that must be done before AWS takes the policy.
 */
export function planTrackingPolicy(
  { tracked, name, configuration, existing }: TrackingPolicy,
  found: FoundScaling,
  after: readonly string[],
): Step | undefined {
  const before = existing?.TargetTrackingScalingPolicyConfiguration;
  if (before && normal(before) === normal(configuration)) return undefined;
  const changes = changesOf(before ? fields(before) : {}, fields(configuration));
  return {
    id: `policy:${name}`,
    action: existing ? 'update' : 'create',
    resource: policyResource(name, existing?.PolicyARN, found.region),
    reason: `to hold ${metricWords(tracked.metric)} at ${targetWords(tracked)}`,
    changes,
    after,
    call: putPolicy(found, name, configuration),
    ...(before && { undo: putPolicy(found, name, before) }),
    // A target registered a moment ago is not visible everywhere yet.
    settles: { errors: ['ObjectNotFoundException'], seconds: 15 },
  };
}

/** A configuration with AWS's defaults filled in, so that equal ones are equal texts. */
function normal(configuration: TargetTrackingScalingPolicyConfiguration): string {
  const defaults = {
    ScaleOutCooldown: defaultCooldown,
    ScaleInCooldown: defaultCooldown,
    DisableScaleIn: false,
  };
  return JSON.stringify(asJson({ ...defaults, ...configuration }));
}

/** `60 %`, `800`: a target in the unit of its metric. */
function targetWords({ metric, target }: Tracked): string {
  const rounded = Number(target.toFixed(2));
  return metric.kind === 'cpu' || metric.kind === 'memory' ? `${rounded} %` : String(rounded);
}

function fields(configuration: TargetTrackingScalingPolicyConfiguration): Fields {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } = configuration;
  return {
    target: configuration.TargetValue,
    metric: predefined?.PredefinedMetricType ?? (custom && metricFormula(custom)),
    'resource label': predefined?.ResourceLabel || undefined,
    'scale-out cooldown': seconds(configuration.ScaleOutCooldown),
    'scale-in cooldown': seconds(configuration.ScaleInCooldown),
    'scale in': configuration.DisableScaleIn ? 'off' : 'on',
  };
}

function seconds(value = defaultCooldown): string {
  return `${value} s`;
}

function putPolicy(
  found: FoundScaling,
  name: string,
  configuration: TargetTrackingScalingPolicyConfiguration,
) {
  return scalingCall('application-auto-scaling', 'PutScalingPolicy', {
    ...dimensionOf(found),
    PolicyName: name,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: configuration,
  });
}

function refuseOtherType(existing: ScalingPolicy | undefined): void {
  if (!existing || existing.PolicyType === 'TargetTrackingScaling') return;
  throw new Failure(
    'refused',
    `policy ${existing.PolicyName} is of type ${existing.PolicyType}, and a policy keeps its type`,
    { hint: `remove it first: ecsctl scale rm … --policy ${existing.PolicyName}` },
  );
}

function optional<Name extends string>(name: Name, value: number | undefined): { [N in Name]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]?: number });
}

import type { ScalingPolicy, StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import { Failure } from '../../failure.ts';
import { asJson } from '../../plan/as-json.ts';
import { outputOf, type Resource, type Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { changesOf, type Fields } from '../changes.ts';
import { type FoundScaling, scalableDimension } from '../found.ts';
import type { PolicyReference } from './alarm-step.ts';
import { inOrder, writeAdjustments } from './words.ts';

/** Seconds: AWS's own default, written out so that a plan shows it. */
const defaultCooldown = 300;

/** Policies that a scalable target takes. */
const maxPolicies = 50;

export interface StepPolicyWanted {
  readonly name: string;
  readonly configuration: StepScalingPolicyConfiguration;
  /** The alarm's threshold, wanted and found, by which bounds are shown as values of the metric. */
  readonly threshold?: number;
  readonly oldThreshold?: number;
  readonly reason: string;
}

/** A policy's step, absent when there is nothing to change, and what an alarm names the policy by. */
export interface PlannedPolicy {
  readonly step?: Step;
  readonly reference: PolicyReference;
}

/** A scaling policy as a plan speaks of it. */
export function policyResource(name: string, arn: string | undefined, region: string): Resource {
  return { type: 'scaling policy', id: name, ...(arn && { arn }), region };
}

/** The call that makes, or puts back, a step scaling policy. */
function putStepPolicy(
  found: FoundScaling,
  name: string,
  configuration: StepScalingPolicyConfiguration | undefined,
) {
  return scalingCall('application-auto-scaling', 'PutScalingPolicy', {
    ...scalableDimension(found.name),
    PolicyName: name,
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: configuration,
  });
}

/**
 * Plans one step scaling policy.
 *
 * @throws a `refused` failure when a policy of another type has the name, or the target has 50 policies.
 */
export function planStepPolicy(wanted: StepPolicyWanted, found: FoundScaling): PlannedPolicy {
  const existing = found.policies.find(({ PolicyName }) => PolicyName === wanted.name);
  refusePolicy(wanted.name, existing, found);
  const before = existing?.StepScalingPolicyConfiguration;
  const id = `policy:${wanted.name}`;
  const reference = { name: wanted.name, arn: existing?.PolicyARN ?? outputOf(id, 'PolicyARN') };
  if (before && sameConfiguration(before, wanted.configuration)) return { reference };
  const step: Step = {
    id,
    action: existing ? 'update' : 'create',
    resource: policyResource(wanted.name, existing?.PolicyARN, found.region),
    reason: wanted.reason,
    changes: changesOf(
      before ? fields(before, wanted.oldThreshold) : {},
      fields(wanted.configuration, wanted.threshold),
    ),
    after: [],
    call: putStepPolicy(found, wanted.name, wanted.configuration),
    ...(existing && { undo: putStepPolicy(found, wanted.name, before) }),
    // A target registered a moment ago is not visible everywhere yet.
    settles: { errors: ['ObjectNotFoundException'], seconds: 15 },
  };
  return { step, reference };
}

/** The cooldown of a policy for which none was asked: what it has, or the default for a new one. */
export function keptCooldown(name: string, { policies }: FoundScaling): number | undefined {
  const existing = policies.find(({ PolicyName }) => PolicyName === name);
  return existing ? existing.StepScalingPolicyConfiguration?.Cooldown : defaultCooldown;
}

function refusePolicy(name: string, existing: ScalingPolicy | undefined, found: FoundScaling): void {
  if (existing && existing.PolicyType !== 'StepScaling')
    throw new Failure(
      'refused',
      `policy ${name} is of type ${existing.PolicyType}, and a policy keeps its type`,
      {
        hint: `remove it first: ecsctl scale rm ${found.name.cluster}/${found.name.service} --policy ${name}`,
      },
    );
  if (!existing && found.policies.length >= maxPolicies)
    throw new Failure('refused', `the service has ${found.policies.length} scaling policies already`, {
      hint: `remove one first: AWS allows ${maxPolicies} a service`,
    });
}

function sameConfiguration(a: StepScalingPolicyConfiguration, b: StepScalingPolicyConfiguration): boolean {
  const normal = (configuration: StepScalingPolicyConfiguration) =>
    JSON.stringify(
      asJson({
        ...configuration,
        StepAdjustments: inOrder(configuration.StepAdjustments),
        MetricAggregationType: configuration.MetricAggregationType ?? 'Average',
      }),
    );
  return normal(a) === normal(b);
}

function fields(configuration: StepScalingPolicyConfiguration, threshold: number | undefined): Fields {
  const { Cooldown, MinAdjustmentMagnitude } = configuration;
  return {
    steps: writeAdjustments(configuration, threshold),
    'minimum adjustment': MinAdjustmentMagnitude,
    cooldown: Cooldown === undefined ? undefined : `${Cooldown} s`,
    aggregation: configuration.MetricAggregationType ?? 'Average',
  };
}

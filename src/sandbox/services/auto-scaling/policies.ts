import type {
  DeletePolicyCommandInput,
  DeletePolicyCommandOutput,
  DescribePoliciesCommandInput,
  DescribePoliciesCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
  ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { findGroup, findLastingGroup, invalid, listed } from './lookup.ts';

const SIMPLE = 'SimpleScaling';

/** The configuration that each type of policy must have. */
const REQUIRED: Readonly<Record<string, keyof PutScalingPolicyCommandInput>> = {
  TargetTrackingScaling: 'TargetTrackingConfiguration',
  StepScaling: 'StepAdjustments',
  SimpleScaling: 'ScalingAdjustment',
  PredictiveScaling: 'PredictiveScalingConfiguration',
};

/** Makes a policy of a group, or replaces the one of that name, which keeps its ARN. Throws ValidationError. */
export function PutScalingPolicy(
  input: PutScalingPolicyCommandInput,
  { region }: Call,
): Answer<PutScalingPolicyCommandOutput> {
  const group = findLastingGroup(region, input.AutoScalingGroupName);
  const { PolicyName: name = '', PolicyType: type = SIMPLE } = input;
  if (name === '' || name.length > 255) throw invalid('PolicyName must have 1 to 255 characters.');
  check(input, type);
  const known = policiesOf(region, group.name).find(({ PolicyName }) => PolicyName === name);
  if (known && known.PolicyType !== type) {
    throw invalid(
      `Scaling policy ${name} of type ${known.PolicyType} already exists: its type cannot change.`,
    );
  }
  const path = `scalingPolicy:${region.ids.uuid()}:autoScalingGroupName/${group.name}:policyName/${name}`;
  const PolicyARN = known?.PolicyARN ?? arn(region, 'autoscaling', path);
  region.autoScaling.policies.set(PolicyARN, shapeOf(input, type, PolicyARN));
  return { PolicyARN, Alarms: [] };
}

/** The policies of one group or of all, those of the names, ARNs and types that are asked for. */
export function DescribePolicies(
  input: DescribePoliciesCommandInput,
  { region }: Call,
): Answer<DescribePoliciesCommandOutput> {
  const { AutoScalingGroupName: group, PolicyNames: names = [], PolicyTypes: types = [] } = input;
  if (group) findGroup(region, group);
  const wanted = policiesOf(region, group)
    .filter(({ PolicyName: name = '', PolicyARN: own = '' }) => {
      return names.length === 0 || names.includes(name) || names.includes(own);
    })
    .filter(({ PolicyType }) => types.length === 0 || types.includes(PolicyType ?? ''));
  const { items, nextToken } = listed(wanted, input, { otherwise: 50, most: 100 });
  return { ScalingPolicies: items, NextToken: nextToken };
}

/** Deletes a policy by its ARN, or by its name and its group's. Throws ValidationError where there is none. */
export function DeletePolicy(
  { AutoScalingGroupName: group, PolicyName: nameOrArn = '' }: DeletePolicyCommandInput,
  { region }: Call,
): Answer<DeletePolicyCommandOutput> {
  const known = policiesOf(region, group).find(({ PolicyName, PolicyARN }) => {
    return PolicyARN === nameOrArn || (group !== undefined && PolicyName === nameOrArn);
  });
  if (!known?.PolicyARN) throw invalid(`ScalingPolicy not found: ${nameOrArn}`);
  region.autoScaling.policies.delete(known.PolicyARN);
  return {};
}

/** The policies of the group of that name, or of all groups. */
function policiesOf({ autoScaling }: Region, group: string | undefined): ScalingPolicy[] {
  const all = [...autoScaling.policies.values()];
  return group === undefined ? all : all.filter((policy) => policy.AutoScalingGroupName === group);
}

function check(input: PutScalingPolicyCommandInput, type: string): void {
  const required = REQUIRED[type];
  if (!required) throw invalid(`${type} is not a type of scaling policy.`);
  if (input[required] === undefined) throw invalid(`A policy of type ${type} must have ${required}.`);
  const { TargetTrackingConfiguration: tracking } = input;
  if (!tracking) return;
  const metrics = [tracking.PredefinedMetricSpecification, tracking.CustomizedMetricSpecification];
  if (metrics.filter((metric) => metric !== undefined).length !== 1) {
    throw invalid('Specify either a predefined or a customized metric.');
  }
}

function shapeOf(input: PutScalingPolicyCommandInput, type: string, PolicyARN: string): ScalingPolicy {
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
    Alarms: [],
    Enabled: input.Enabled ?? true,
  };
}

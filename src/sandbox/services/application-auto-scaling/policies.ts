import type {
  DeleteScalingPolicyCommandInput,
  DeleteScalingPolicyCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { alarmsCalling } from '../cloudwatch/alarm-calls.ts';
import { page, pageSize } from '../paging.ts';
import { invalid, invalidToken, oneOf, shortText } from './constraints.ts';
import { checkPredictive } from './predictive-config.ts';
import { checkName, findTarget, forgetPolicy, inWords, notRegistered } from './registry.ts';
import { type Policy, type Target, targetKey } from './state.ts';
import { checkSteps } from './step-config.ts';
import { keepTrackingAlarms } from './tracking-alarms.ts';
import { checkTracking } from './tracking-config.ts';

const TYPES = ['StepScaling', 'TargetTrackingScaling', 'PredictiveScaling'] as const;
const MOST_POLICIES = 50;

/**
 * Makes the policy, or replaces the configuration of the one of that name, which keeps its type, ARN and
 * alarms.
 */
export function PutScalingPolicy(
  input: PutScalingPolicyCommandInput,
  { region, now }: Call,
): Answer<PutScalingPolicyCommandOutput> {
  checkName(input);
  const target = visibleTarget(region, input, now);
  const name = shortText('policyName', input.PolicyName, 256);
  const known = target.policies.get(name);
  const type = known?.about.PolicyType ?? oneOf('policyType', input.PolicyType ?? 'StepScaling', TYPES);
  if (input.PolicyType && input.PolicyType !== type) throw invalid('The policy type cannot be changed.');
  checkConfiguration(region, target, name, { ...input, PolicyType: type });
  if (!known && target.policies.size >= MOST_POLICIES) {
    throw new AwsError(
      'LimitExceededException',
      'The limit of scaling policies per scalable target was exceeded.',
    );
  }
  const policy = known ?? newPolicy(region, target, name, type, now);
  policy.about.StepScalingPolicyConfiguration = input.StepScalingPolicyConfiguration;
  policy.about.TargetTrackingScalingPolicyConfiguration = input.TargetTrackingScalingPolicyConfiguration;
  policy.about.PredictiveScalingPolicyConfiguration = input.PredictiveScalingPolicyConfiguration;
  if (type === 'TargetTrackingScaling') keepTrackingAlarms(region, target, policy, now);
  return { PolicyARN: policy.about.PolicyARN, Alarms: alarmsCalling(region, policy.about.PolicyARN) };
}

export function DeleteScalingPolicy(
  input: DeleteScalingPolicyCommandInput,
  { region, now }: Call,
): Answer<DeleteScalingPolicyCommandOutput> {
  checkName(input);
  const target = region.applicationAutoScaling.targets.get(targetKey(input));
  const policy = target?.policies.get(input.PolicyName ?? '');
  if (!target || !policy) {
    throw new AwsError(
      'ObjectNotFoundException',
      `No scaling policy found for ${inWords(input)}: ${input.PolicyName}`,
    );
  }
  forgetPolicy(region, target, policy, now);
  return {};
}

export function DescribeScalingPolicies(
  input: DescribeScalingPoliciesCommandInput,
  { region }: Call,
): Answer<DescribeScalingPoliciesCommandOutput> {
  checkName(input);
  const size = pageSize(
    input.MaxResults,
    { otherwise: 10, most: 10 },
    invalid('MaxResults must be 1 to 10.'),
  );
  const names = input.PolicyNames ?? [];
  const wanted = [...region.applicationAutoScaling.targets.values()]
    .filter(({ about }) => !input.ResourceId || about.ResourceId === input.ResourceId)
    .flatMap(({ policies }) => [...policies.values()])
    .filter(({ about }) => names.length === 0 || names.includes(about.PolicyName));
  const { items, nextToken } = page(wanted, input.NextToken, size, invalidToken());
  return { ScalingPolicies: items.map((policy) => describe(region, policy)), NextToken: nextToken };
}

function describe(region: Region, policy: Policy): ScalingPolicy {
  return { ...policy.about, Alarms: alarmsCalling(region, policy.about.PolicyARN) };
}

/** The target, unless it was registered too short a while ago to have got about. */
function visibleTarget(region: Region, input: PutScalingPolicyCommandInput, now: Date): Target {
  const target = findTarget(region, input);
  const age = (now.getTime() - target.registeredAt) / 1000;
  if (age < region.rules.targetVisibleAfterSeconds) throw notRegistered(input);
  return target;
}

function checkConfiguration(
  region: Region,
  target: Target,
  name: string,
  input: PutScalingPolicyCommandInput,
): void {
  const given = {
    StepScaling: input.StepScalingPolicyConfiguration,
    TargetTrackingScaling: input.TargetTrackingScalingPolicyConfiguration,
    PredictiveScaling: input.PredictiveScalingPolicyConfiguration,
  };
  const others = TYPES.filter((type) => given[type] && type !== input.PolicyType);
  if (others.length > 0)
    throw invalid(`A ${others[0]} configuration does not go with policy type ${input.PolicyType}.`);
  if (input.PolicyType === 'StepScaling') checkSteps(given.StepScaling);
  if (input.PolicyType === 'TargetTrackingScaling') {
    checkTracking(region, target, name, given.TargetTrackingScaling);
  }
  if (input.PolicyType === 'PredictiveScaling') checkPredictive(given.PredictiveScaling);
}

function newPolicy(
  region: Region,
  target: Target,
  name: string,
  type: Policy['about']['PolicyType'],
  now: Date,
): Policy {
  const { ServiceNamespace, ResourceId, ScalableDimension } = target.about;
  // The service in the ARN is Amazon EC2 Auto Scaling's name, for historical reasons.
  const path = `scalingPolicy:${region.ids.uuid()}:resource/ecs/${ResourceId}:policyName/${name}`;
  const policy: Policy = {
    about: {
      PolicyARN: arn(region, 'autoscaling', path),
      PolicyName: name,
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      PolicyType: type,
      CreationTime: now,
    },
    alarms: undefined,
  };
  target.policies.set(name, policy);
  return policy;
}

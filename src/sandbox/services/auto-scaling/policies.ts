import type {
  DeletePolicyCommandInput,
  DeletePolicyCommandOutput,
  DescribePoliciesCommandInput,
  DescribePoliciesCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { alarmsCalling } from '../cloudwatch/alarm-calls.ts';
import { findGroup, findLastingGroup, invalid, listed } from './lookup.ts';
import { trackingAlarms } from './policy-alarms.ts';
import { checkPolicy, shapeOf } from './policy-config.ts';
import { forgetPolicy, policiesOf } from './policy-store.ts';

const SIMPLE = 'SimpleScaling';

/**
 * Makes a policy of a group, or replaces all of the one of that name, which keeps its ARN, its type and its alarms.
 * Throws ValidationError.
 */
export function PutScalingPolicy(
  input: PutScalingPolicyCommandInput,
  { region, now }: Call,
): Answer<PutScalingPolicyCommandOutput> {
  const group = findLastingGroup(region, input.AutoScalingGroupName);
  const { PolicyName: name = '', PolicyType: type = SIMPLE } = input;
  if (name === '' || name.length > 255) throw invalid('PolicyName must have 1 to 255 characters.');
  const all = policiesOf(region, group.name);
  const known = all.find(({ about }) => about.PolicyName === name);
  if (known && known.about.PolicyType !== type) {
    throw invalid(
      `Scaling policy ${name} of type ${known.about.PolicyType} already exists: its type cannot change.`,
    );
  }
  checkPolicy(
    input,
    type,
    all.filter((policy) => policy !== known),
  );
  const path = `scalingPolicy:${region.ids.uuid()}:autoScalingGroupName/${group.name}:policyName/${name}`;
  const PolicyARN = known?.about.PolicyARN ?? arn(region, 'autoscaling', path);
  const about = shapeOf(input, type, PolicyARN);
  const alarms = trackingAlarms(region, about, known?.alarms, now);
  region.autoScaling.policies.set(PolicyARN, { about, alarms });
  return { PolicyARN, Alarms: alarmsCalling(region, PolicyARN) };
}

/** The policies of one group or of all, those of the names, ARNs and types that are asked for. */
export function DescribePolicies(
  input: DescribePoliciesCommandInput,
  { region }: Call,
): Answer<DescribePoliciesCommandOutput> {
  const { AutoScalingGroupName: group, PolicyNames: names = [], PolicyTypes: types = [] } = input;
  if (group) findGroup(region, group);
  const wanted = policiesOf(region, group)
    .map(({ about }) => about)
    .filter(({ PolicyName: name = '', PolicyARN: own }) => {
      return names.length === 0 || names.includes(name) || names.includes(own);
    })
    .filter(({ PolicyType }) => types.length === 0 || types.includes(PolicyType ?? ''));
  const { items, nextToken } = listed(wanted, input, { otherwise: 50, most: 100 });
  return {
    ScalingPolicies: items.map((about) => ({ ...about, Alarms: alarmsCalling(region, about.PolicyARN) })),
    NextToken: nextToken,
  };
}

/** Deletes a policy by its ARN, or by its name and its group's. Throws ValidationError where there is none. */
export function DeletePolicy(
  { AutoScalingGroupName: group, PolicyName: nameOrArn = '' }: DeletePolicyCommandInput,
  { region, now }: Call,
): Answer<DeletePolicyCommandOutput> {
  const known = policiesOf(region, group).find(({ about: { PolicyName, PolicyARN } }) => {
    return PolicyARN === nameOrArn || (group !== undefined && PolicyName === nameOrArn);
  });
  if (!known) throw invalid(`ScalingPolicy not found: ${nameOrArn}`);
  forgetPolicy(region, known, now);
  return {};
}

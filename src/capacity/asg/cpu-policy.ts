import type {
  AutoScalingGroup,
  PutScalingPolicyCommandInput,
  ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import { Failure } from '../../failure.ts';
import type { Resource, Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { changedFields, type Fields } from '../changed-fields.ts';
import type { FoundGroupScaling } from './read.ts';
import type { WantedGroupScaling } from './wanted.ts';

/** The policy that ecsctl makes, called as that of a service is. */
const ownName = 'ecsctl-cpu';
const cpuMetric = 'ASGAverageCPUUtilization';

/** Error of a group on which AWS is still working for another request. */
const settles = { errors: ['ResourceContentionFault'], seconds: 60 };

/**
 * The policy by which the group follows its CPU, whatever its name: AWS takes one tracking policy a metric.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export function cpuPolicyOf({ policies }: FoundGroupScaling): ScalingPolicy | undefined {
  return policies.find((policy) => metricOf(policy)?.startsWith(cpuMetric));
}

/**
 * The step that makes the policy what is wanted, or undefined where it is that already. PutScalingPolicy replaces all
 * of a policy, so that what is not named is sent as it was.
 * @throws a `refused` failure where a policy of another kind has the name.
 */
export function planCpuPolicy(
  target: number,
  wanted: WantedGroupScaling,
  found: FoundGroupScaling,
  after: readonly string[],
): Step | undefined {
  const existing = cpuPolicyOf(found) ?? found.policies.find(({ PolicyName }) => PolicyName === ownName);
  refuseOtherType(existing, found.group);
  const policy = wantedPolicy(target, wanted, existing);
  const before = existing ? fieldsOf(existing, found.group) : {};
  const changes = changedFields(before, fieldsOf(policy, found.group, existing === undefined));
  if (changes.length === 0) return undefined;
  return {
    id: `policy:${policy.PolicyName}`,
    action: existing ? 'update' : 'create',
    resource: policyResource(policy, found.region),
    reason: `to hold the CPU of its instances at ${target} %`,
    changes,
    after,
    call: put(policy, found),
    ...(existing && { undo: put(existing, found) }),
    settles,
  };
}

/** The step that takes the policy on the group's CPU away; AWS takes its two alarms along. */
export function planRemoval(found: FoundGroupScaling): Step | undefined {
  const policy = cpuPolicyOf(found);
  if (!policy) return undefined;
  return {
    id: `policy:${policy.PolicyName}`,
    action: 'delete',
    resource: policyResource(policy, found.region),
    reason: 'the CPU is to scale the group no longer; it keeps the instances that it has',
    changes: [],
    after: [],
    call: capacityCall('autoscaling', 'DeletePolicy', {
      AutoScalingGroupName: found.group.AutoScalingGroupName,
      PolicyName: policy.PolicyName,
    }),
    undo: put(policy, found),
    settles,
  };
}

/** A policy as plans name it. */
export function policyResource(
  { PolicyName: id = '', PolicyARN: arn }: ScalingPolicy,
  region: string,
): Resource {
  return { type: 'scaling policy', id, ...(arn && { arn }), region };
}

function wantedPolicy(
  TargetValue: number,
  { warmup, scaleIn }: WantedGroupScaling,
  existing: ScalingPolicy | undefined,
): ScalingPolicy {
  const { DisableScaleIn = false } = existing?.TargetTrackingConfiguration ?? {};
  const metric = existing && metricOf(existing);
  const PredefinedMetricType = metric?.startsWith(cpuMetric) ? (metric as typeof cpuMetric) : cpuMetric;
  const EstimatedInstanceWarmup = warmup ?? existing?.EstimatedInstanceWarmup;
  return {
    ...existing,
    PolicyName: existing?.PolicyName ?? ownName,
    PolicyType: 'TargetTrackingScaling',
    ...(EstimatedInstanceWarmup !== undefined && { EstimatedInstanceWarmup }),
    TargetTrackingConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType },
      DisableScaleIn: scaleIn === undefined ? DisableScaleIn : !scaleIn,
    },
    Enabled: true,
  };
}

/** What a reader is to see of a policy; that a new one is enabled goes without saying. */
function fieldsOf(policy: ScalingPolicy, group: AutoScalingGroup, isNew = false): Fields {
  const { TargetTrackingConfiguration: tracking, EstimatedInstanceWarmup: warmup, Enabled = true } = policy;
  return {
    target: tracking?.TargetValue,
    metric: metricOf(policy) ?? 'a customised one',
    'warm-up': warmup === undefined ? `${groupWarmUp(group)} s, as the group has it` : `${warmup} s`,
    'scale in': tracking?.DisableScaleIn ? 'off' : 'on',
    policy: isNew ? undefined : Enabled ? 'enabled' : 'disabled',
  };
}

/** Seconds until a new instance counts where the policy says nothing: the group's warm-up, else its cooldown. */
function groupWarmUp({
  DefaultInstanceWarmup: own,
  DefaultCooldown: cooldown = 300,
}: AutoScalingGroup): number {
  return own ?? cooldown;
}

function metricOf({ TargetTrackingConfiguration: tracking }: ScalingPolicy): string | undefined {
  return tracking?.PredefinedMetricSpecification?.PredefinedMetricType;
}

/** The request that puts a policy as it is described: of its members, those that the operation takes. */
function put(policy: ScalingPolicy, { group }: FoundGroupScaling) {
  const { PolicyName, PolicyType, EstimatedInstanceWarmup, TargetTrackingConfiguration, Enabled } = policy;
  const input: PutScalingPolicyCommandInput = {
    AutoScalingGroupName: group.AutoScalingGroupName,
    PolicyName,
    PolicyType,
    ...(EstimatedInstanceWarmup !== undefined && { EstimatedInstanceWarmup }),
    TargetTrackingConfiguration,
    ...(Enabled !== undefined && { Enabled }),
  };
  return capacityCall('autoscaling', 'PutScalingPolicy', input);
}

function refuseOtherType(
  existing: ScalingPolicy | undefined,
  { AutoScalingGroupName: group }: AutoScalingGroup,
) {
  if (!existing || existing.PolicyType === 'TargetTrackingScaling') return;
  throw new Failure(
    'refused',
    `policy ${existing.PolicyName} of Auto Scaling group ${group} is of type ${existing.PolicyType}, and a policy keeps its type`,
    {
      hint: `remove it first: aws autoscaling delete-policy --auto-scaling-group-name ${group} --policy-name ${existing.PolicyName}`,
    },
  );
}

import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { ApiCall, Plan, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { serviceText } from '../editable.ts';
import { type FoundScaling, scalableDimension } from '../found.ts';
import { actionsOf } from '../step/alarm-input.ts';
import { policyResource } from '../step/policy.ts';
import { planAlarmRemoval } from './alarms.ts';
import { missingName } from './missing-name.ts';

/**
 * Plans to remove one policy, after the alarms that ecsctl made for it.
 *
 * @throws a `not-found` failure with the names of the policies there are.
 */
export function removePolicy(name: string, found: FoundScaling): Plan {
  const policy = found.policies.find(({ PolicyName }) => PolicyName === name);
  if (policy) return removePolicies([policy], found);
  const names = found.policies.flatMap(({ PolicyName }) => PolicyName ?? []);
  throw missingName('policy', name, names, found);
}

/**
 * Plans to remove policies, after the alarms that ecsctl made for them alone.
 *
 * @param orphans whether alarms of the service's that act on nothing any more go as well.
 */
export function removePolicies(
  policies: readonly ScalingPolicy[],
  found: FoundScaling,
  orphans = false,
): Plan {
  const { steps: alarms, kept } = planAlarmRemoval(policies, found, orphans);
  return {
    subject: serviceText(found.name),
    steps: [...alarms, ...policies.map((policy) => deletePolicy(policy, alarms, found))],
    kept,
    warnings: [],
  };
}

function deletePolicy(policy: ScalingPolicy, alarms: readonly Step[], found: FoundScaling): Step {
  const { PolicyName = '', PolicyARN = '' } = policy;
  const started = found.alarms
    .filter((alarm) => actionsOf(alarm).includes(PolicyARN))
    .map(({ AlarmName }) => AlarmName);
  return {
    id: `policy:${PolicyName}`,
    action: 'delete',
    resource: policyResource(PolicyName, PolicyARN, found.region),
    reason: 'no longer wanted',
    changes: [],
    // AWS would leave the alarms behind, acting on nothing.
    after: alarms.filter(({ resource }) => started.includes(resource.id)).map(({ id }) => id),
    call: scalingCall('application-auto-scaling', 'DeleteScalingPolicy', {
      ...scalableDimension(found.name),
      PolicyName,
    }),
    undo: putBack(policy, found),
    goal: ['ObjectNotFoundException'],
  };
}

function putBack(policy: ScalingPolicy, found: FoundScaling): ApiCall {
  const {
    PolicyName,
    PolicyType,
    StepScalingPolicyConfiguration,
    TargetTrackingScalingPolicyConfiguration,
    PredictiveScalingPolicyConfiguration,
  } = policy;
  return scalingCall('application-auto-scaling', 'PutScalingPolicy', {
    ...scalableDimension(found.name),
    PolicyName,
    PolicyType,
    ...(StepScalingPolicyConfiguration && { StepScalingPolicyConfiguration }),
    ...(TargetTrackingScalingPolicyConfiguration && { TargetTrackingScalingPolicyConfiguration }),
    ...(PredictiveScalingPolicyConfiguration && { PredictiveScalingPolicyConfiguration }),
  });
}

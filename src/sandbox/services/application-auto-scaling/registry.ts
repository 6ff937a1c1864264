import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { forgetAction } from '../cloudwatch/alarm-calls.ts';
import { dropAlarmPair } from '../cloudwatch/tracking-alarms.ts';
import { invalid, oneOf } from './constraints.ts';
import { type Policy, type Target, type TargetName, targetKey } from './state.ts';

const DIMENSION = 'ecs:service:DesiredCount';

/**
 * Checks that the call is about the desired count of an ECS service, the one kind of target in the sandbox.
 */
export function checkName(name: TargetName): void {
  oneOf('serviceNamespace', name.ServiceNamespace ?? '', ['ecs']);
  if (name.ScalableDimension !== undefined) oneOf('scalableDimension', name.ScalableDimension, [DIMENSION]);
  if (name.ResourceId !== undefined && !/^service\/[^/]+\/[^/]+$/.test(name.ResourceId)) {
    throw invalid('Unsupported service namespace, resource type or scalable dimension');
  }
}

/** The registered target. Throws ObjectNotFoundException, as for one that was never registered. */
export function findTarget(region: Region, name: TargetName): Target {
  checkName(name);
  const target = region.applicationAutoScaling.targets.get(targetKey(name));
  if (target) return target;
  throw notRegistered(name);
}

export function notRegistered(name: TargetName): AwsError {
  return new AwsError('ObjectNotFoundException', `No scalable target registered for ${inWords(name)}`);
}

/** `service namespace: ecs, resource ID: …, scalable dimension: …`, as AWS's messages name a target. */
export function inWords({ ServiceNamespace, ResourceId, ScalableDimension: dimension }: TargetName): string {
  return `service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${dimension}`;
}

/**
 * Takes the target of an ECS service away, with its policies, their own alarms, and its scheduled actions.
 */
export function forgetTarget(region: Region, resourceId: string, now: Date): void {
  const state = region.applicationAutoScaling;
  const key = targetKey({ ServiceNamespace: 'ecs', ResourceId: resourceId, ScalableDimension: DIMENSION });
  const target = state.targets.get(key);
  if (!target) return;
  for (const policy of target.policies.values()) forgetPolicy(region, target, policy, now);
  buryTags(region, target.about.ScalableTargetARN, now);
  state.targets.delete(key);
}

/**
 * A target tracking policy's alarms go with it; another's alarm stays, and only loses the action that called
 * the policy.
 */
export function forgetPolicy(region: Region, target: Target, policy: Policy, now: Date): void {
  dropAlarmPair(region, policy.alarms, now);
  forgetAction(region, policy.about.PolicyARN);
  target.policies.delete(policy.about.PolicyName);
}

function buryTags(region: Region, arn: string, now: Date): void {
  const tags = region.applicationAutoScaling.tags.get(arn);
  if (!tags) return;
  region.applicationAutoScaling.tags.delete(arn);
  region.tags.bury(arn, now, tags);
}

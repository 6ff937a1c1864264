import type { Listener, LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { ListenerRule } from './state.ts';

/** The load balancer of that ARN. Throws LoadBalancerNotFoundException. */
export function findBalancer({ elbv2 }: Region, arn = ''): LoadBalancer {
  const balancer = elbv2.loadBalancers.get(arn);
  if (balancer) return balancer;
  throw new AwsError('LoadBalancerNotFoundException', 'One or more load balancers not found');
}

/** The listener of that ARN. Throws ListenerNotFoundException. */
export function findListener({ elbv2 }: Region, arn = ''): Listener {
  const listener = elbv2.listeners.get(arn);
  if (listener) return listener;
  throw new AwsError('ListenerNotFoundException', 'One or more listeners not found');
}

/** The rule of that ARN. Throws RuleNotFoundException. */
export function findRule({ elbv2 }: Region, arn = ''): ListenerRule {
  const rule = elbv2.rules.get(arn);
  if (rule) return rule;
  throw new AwsError('RuleNotFoundException', 'One or more rules not found');
}

/** The target group of that ARN. Throws TargetGroupNotFoundException. */
export function findTargetGroup({ elbv2 }: Region, arn = ''): TargetGroup {
  const group = elbv2.targetGroups.get(arn);
  if (group) return group;
  throw new AwsError('TargetGroupNotFoundException', 'One or more target groups not found');
}

/** The rules of a listener in the order in which they are tried, the default rule last. */
export function rulesOf({ elbv2 }: Region, listener: string): ListenerRule[] {
  const own = [...elbv2.rules.values()].filter((rule) => rule.listener === listener);
  return own.sort((one, other) => rank(one) - rank(other));
}

function rank({ rule }: ListenerRule): number {
  return rule.IsDefault ? Number.POSITIVE_INFINITY : Number(rule.Priority);
}

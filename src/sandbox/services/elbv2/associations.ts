import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findTargetGroup } from './lookup.ts';

/** The ARNs of the target groups that the actions forward to. */
function targetGroupsIn(actions: readonly Action[] = []): string[] {
  const named = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return [...new Set(named.filter((arn) => arn !== undefined))];
}

/**
 * Checks that a listener or a rule of the balancer may forward to what the actions name: groups that are there, and
 * that belong to no other balancer.
 */
export function checkActions(region: Region, balancer: string, actions: readonly Action[] = []): void {
  for (const arn of targetGroupsIn(actions)) {
    const others = findTargetGroup(region, arn).LoadBalancerArns?.filter((other) => other !== balancer);
    if (others?.length) {
      throw new AwsError(
        'TargetGroupAssociationLimitException',
        `Target group '${arn}' is associated with another load balancer`,
      );
    }
  }
}

/** Works out anew which target groups belong to which balancer: what a listener or a rule forwards to. */
export function associate(region: Region): void {
  const balancers = balancersByGroup(region);
  for (const [arn, group] of region.elbv2.targetGroups) {
    group.LoadBalancerArns = [...(balancers.get(arn) ?? [])];
  }
}

/** Whether a listener or a rule forwards to the target group. */
export function isForwardedTo(region: Region, targetGroup: string): boolean {
  return balancersByGroup(region).has(targetGroup);
}

/** Every listener's default rule holds its actions, so the rules alone tell. */
function balancersByGroup({ elbv2 }: Region): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { listener, rule } of elbv2.rules.values()) {
    const balancer = elbv2.listeners.get(listener)?.LoadBalancerArn ?? '';
    for (const arn of targetGroupsIn(rule.Actions)) {
      found.set(arn, (found.get(arn) ?? new Set()).add(balancer));
    }
  }
  return found;
}

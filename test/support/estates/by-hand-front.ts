import { type Balancer, makeTargetGroup } from '../../../src/sandbox/scenarios/estate/balancer.ts';
import { CreateListener } from '../../../src/sandbox/services/elbv2/listeners.ts';
import type { Site } from './site.ts';
import { addPathRule } from './stack-balancer.ts';
import type { HandWishes } from './wishes.ts';

/** A further listener and a further path on the stack's load balancer, for a target group made by hand; gives that. */
export function listenByHand(
  site: Site,
  { loadBalancer, listener }: Balancer,
  vpc: string,
  { hasListener, hasPathRule }: HandWishes,
): string | undefined {
  if (!hasListener && !hasPathRule) return undefined;
  const group = makeTargetGroup(site.call, 'lab-hand-tg', vpc);
  if (hasListener) {
    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: group }];
    CreateListener(
      { LoadBalancerArn: loadBalancer, Protocol: 'HTTP', Port: 8080, DefaultActions },
      site.call,
    );
  }
  if (hasPathRule) addPathRule(site, { listener, group, path: '/hand', priority: 20 });
  return group;
}

import {
  type Balancer,
  makeTargetGroup,
  standBalancer,
} from '../../../src/sandbox/scenarios/estate/balancer.ts';
import type { Shop } from '../../../src/sandbox/scenarios/estate/shop.ts';
import { ModifyLoadBalancerAttributes } from '../../../src/sandbox/services/elbv2/attributes.ts';
import { CreateRule } from '../../../src/sandbox/services/elbv2/rules.ts';
import type { Bill, Site } from './site.ts';
import type { Groups, Place } from './stack-network.ts';
import type { StackWishes } from './wishes.ts';

const ELB = 'ElasticLoadBalancingV2';

/** The stack's load balancer, in its list or abandoned by an update. */
export function addBalancer(
  site: Site,
  { bill, abandoned }: { bill: Bill; abandoned: Bill },
  { vpc, subnets }: Place,
  groups: Groups,
  wishes: StackWishes,
): Balancer {
  const { call } = site;
  const balancer = standBalancer(call, { name: 'lab', vpc, subnets, groups: [groups.balancer] });
  const list = wishes.isBalancerAbandoned ? abandoned : bill;
  const after = ['BalancerGroup', 'Subnet1', 'Subnet2', 'Attachment'];
  list.add('LoadBalancer', `${ELB}::LoadBalancer`, balancer.loadBalancer, { after });
  list.add('TargetGroup', `${ELB}::TargetGroup`, balancer.targetGroup, { after: ['Vpc'] });
  list.add('Listener', `${ELB}::Listener`, balancer.listener, { after: ['LoadBalancer', 'TargetGroup'] });
  if (wishes.isBalancerProtected) protect(site, balancer);
  if (wishes.hasPathRule) {
    const group = makeTargetGroup(call, 'lab-api-tg', vpc);
    list.add('ApiTargetGroup', `${ELB}::TargetGroup`, group, { after: ['Vpc'] });
    const rule = addPathRule(site, { listener: balancer.listener, group, path: '/api', priority: 10 });
    list.add('ApiRule', `${ELB}::ListenerRule`, rule, { after: ['Listener', 'ApiTargetGroup'] });
  }
  return balancer;
}

function protect({ call }: Site, { loadBalancer }: Balancer): void {
  const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
  ModifyLoadBalancerAttributes({ LoadBalancerArn: loadBalancer, Attributes }, call);
}

/** A target group of the stack's, and a rule of its own on the shop's listener that leads there; gives the group. */
export function addGuest(site: Site, bill: Bill, { network, listener }: Shop): string {
  const group = makeTargetGroup(site.call, 'lab-guest-tg', network.vpc);
  const rule = addPathRule(site, { listener, group, path: '/lab', priority: 30 });
  bill.add('TargetGroup', `${ELB}::TargetGroup`, group);
  bill.add('Listener', `${ELB}::ListenerRule`, rule, { after: ['TargetGroup'] });
  return group;
}

interface Path {
  readonly listener: string;
  readonly group: string;
  readonly path: string;
  readonly priority: number;
}

/** A rule that sends one path of a listener to a target group, and its ARN. */
export function addPathRule({ call }: Site, { listener, group, path, priority }: Path): string {
  const { Rules } = CreateRule(
    {
      ListenerArn: listener,
      Priority: priority,
      Conditions: [{ Field: 'path-pattern', Values: [path] }],
      Actions: [{ Type: 'forward', TargetGroupArn: group }],
    },
    call,
  );
  return Rules?.[0]?.RuleArn ?? '';
}

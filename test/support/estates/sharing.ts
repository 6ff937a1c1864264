import { letIn } from '../../../src/sandbox/scenarios/estate/network.ts';
import type { Shop } from '../../../src/sandbox/scenarios/estate/shop.ts';
import { registerRevision, runService } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { startNightly } from '../../../src/sandbox/scenarios/tangled/lab-events.ts';
import { CreateListener } from '../../../src/sandbox/services/elbv2/listeners.ts';
import type { Site } from './site.ts';
import type { Groups } from './stack-network.ts';
import type { EstateWishes } from './wishes.ts';

/** What of the stack is there for the shop to share. */
export interface Shareable {
  readonly groups: Groups;
  readonly targetGroup?: string | undefined;
}

/** Lets the shop use some of the stack's things; these are to stay as long as the shop does. */
export function shareWithShop(
  site: Site,
  shop: Shop,
  { stack, shared }: EstateWishes,
  { groups, targetGroup }: Shareable,
): void {
  const { call } = site;
  const { subnets } = shop.network;
  if (shared.role && (stack.hasRule || stack.hasRole)) {
    site.forOthers(() => {
      const taskDefinition = registerRevision(call, 'shop-job', { logGroup: '/ecs/shop' });
      startNightly(call, 'shop-nightly', 'lab-start', { cluster: 'shop', taskDefinition, subnets });
    });
    site.spare('role', 'lab-start');
  }
  if (shared.logGroup && stack.logs !== 'none') {
    site.forOthers(() => {
      const taskDefinition = registerRevision(call, 'shop-logger', { logGroup: '/ecs/lab' });
      runService(call, {
        ...{ cluster: 'shop', name: 'logger', taskDefinition, subnets, groups: [shop.group] },
        count: 1,
      });
    });
    site.spare('log group', '/ecs/lab');
  }
  // The rule is the shop's, yet it goes with the group that it names: AWS would not delete that otherwise.
  if (shared.groupRule && !stack.hasNetwork) {
    letIn(call, { to: shop.group, from: groups.tasks, port: 5432 });
  }
  if (shared.listener && targetGroup && !stack.hasNetwork) {
    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: targetGroup }];
    CreateListener(
      { LoadBalancerArn: shop.loadBalancer, Protocol: 'HTTP', Port: 8443, DefaultActions },
      call,
    );
  }
  if (shared.cluster && stack.hasCluster) {
    site.forOthers(() => {
      const taskDefinition = registerRevision(call, 'shop-guest', { logGroup: '/ecs/shop' });
      runService(call, {
        ...{ cluster: 'lab', name: 'guest', taskDefinition, subnets, groups: [shop.group] },
        count: 1,
      });
    });
    site.spare('cluster', 'lab');
  }
}

import { letIn } from '../../../src/sandbox/scenarios/estate/network.ts';
import type { Shop } from '../../../src/sandbox/scenarios/estate/shop.ts';
import { registerRevision, runService } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { startNightly } from '../../../src/sandbox/scenarios/tangled/lab-events.ts';
import { plantStack } from '../../../src/sandbox/services/cloudformation/planting.ts';
import type { Site } from './site.ts';
import type { Groups } from './stack-network.ts';
import type { EstateWishes } from './wishes.ts';

/** Lets the shop use some of the stack's things; these are to stay as long as the shop does. */
export function shareWithShop(site: Site, shop: Shop, { stack, shared }: EstateWishes, groups: Groups): void {
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
  if (shared.groupRule && !stack.hasNetwork) {
    letIn(call, { to: shop.group, from: groups.tasks, port: 5432 });
  }
  if (shared.cluster && stack.hasCluster) {
    site.forOthers(() => {
      const taskDefinition = registerRevision(call, 'shop-guest', { logGroup: '/ecs/shop' });
      const service = runService(call, {
        ...{ cluster: 'lab', name: 'guest', taskDefinition, subnets, groups: [shop.group] },
        count: 1,
      });
      const row = { logicalId: 'Guest', type: 'AWS::ECS::Service', physicalId: service };
      plantStack(call, { name: 'shop-guest', resources: [row] });
    });
    site.spare('cluster', 'lab');
  }
}

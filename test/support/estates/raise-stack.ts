import type { Balancer } from '../../../src/sandbox/scenarios/estate/balancer.ts';
import type { Shop } from '../../../src/sandbox/scenarios/estate/shop.ts';
import { plantStack } from '../../../src/sandbox/services/cloudformation/planting.ts';
import { PutClusterCapacityProviders } from '../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { Bill, type Site } from './site.ts';
import { addBalancer, addGuest } from './stack-balancer.ts';
import { addCluster, addNodes, provideNodes } from './stack-capacity.ts';
import { addData } from './stack-data.ts';
import { addEvents } from './stack-events.ts';
import { addNames, beginNames } from './stack-names.ts';
import {
  addEndpoint,
  addNat,
  type Groups,
  layStackNetwork,
  makeGroups,
  type Place,
} from './stack-network.ts';
import { addService } from './stack-work.ts';
import type { EstateWishes } from './wishes.ts';

/** The stack as it was raised. */
export interface Raised {
  readonly id: string;
  readonly place: Place;
  readonly groups: Groups;
  readonly balancer?: Balancer | undefined;
}

/** Stack `lab`, made of what is wished for, in a network of its own or in the shop's. */
export function raiseStack(site: Site, shop: Shop, wishes: EstateWishes): Raised {
  const { stack, shared } = wishes;
  const bill = new Bill();
  const abandoned = new Bill();
  const place = stack.hasNetwork ? layStackNetwork(site, bill) : shop.network;
  const groups = makeGroups(site, bill, place, stack);
  if (stack.hasNetwork && stack.hasNat) addNat(site, bill, place);
  if (stack.hasEndpoint) addEndpoint(site, bill, place, groups);
  if (stack.hasCluster && stack.hasNodes) {
    addNodes(site, bill, { name: 'lab-nodes', subnets: place.subnets, groups: [groups.tasks], size: 1 });
  }
  if (shared.provider) shareNodes(site, shop);
  if (stack.hasNames) beginNames(site, place);
  // Capacity providers and namespaces are there some seconds after they were asked for.
  site.pass(60);
  if (shared.provider) attachToShop(site);
  addData(site, bill, stack);
  const balancer = stack.hasBalancer
    ? addBalancer(site, { bill, abandoned }, place, groups, stack)
    : undefined;
  const guest = !balancer && !stack.hasNetwork && shared.listener ? addGuest(site, bill, shop) : undefined;
  const cluster = stack.hasCluster ? 'lab' : 'shop';
  if (stack.hasCluster) {
    const own = stack.hasNodes ? ['lab-nodes'] : [];
    addCluster(site, bill, shared.provider ? [...own, 'shared-nodes'] : own);
  }
  if (stack.hasNames) addNames(site, bill);
  addEvents(site, bill, { wishes: stack, cluster, place });
  const service = wishes.isNested ? new Bill() : bill;
  if (stack.hasService) {
    const targetGroup = balancer?.targetGroup ?? guest;
    addService(site, service, { cluster, place, group: groups.tasks, targetGroup, wishes: stack });
  }
  if (wishes.isNested) nest(site, bill, service);
  const id = plantStack(site.call, {
    name: 'lab',
    terminationProtection: wishes.fate === 'alive' && wishes.isProtected,
    resources: bill.rows.map((row) => {
      return row.logicalId === wishes.retains ? { ...row, deletionPolicy: 'Retain' as const } : row;
    }),
    abandoned: abandoned.rows,
  });
  return { id, place, groups, balancer };
}

function nest({ call }: Site, bill: Bill, service: Bill): void {
  const id = plantStack(call, { name: 'lab-Service-1K2M3N', resources: service.rows });
  const after = ['Cluster', 'Listener', 'TaskGroup', 'Subnet1', 'Subnet2', 'Logs', 'Images'];
  bill.add('ServiceStack', 'CloudFormation::Stack', id, { after });
}

/** A capacity provider that nobody's stack made, for whoever needs instances. */
function shareNodes(site: Site, { network: { subnets } }: Shop): void {
  site.forOthers(() => provideNodes(site, { name: 'shared-nodes', subnets, groups: [], size: 0 }));
}

function attachToShop({ call }: Site): void {
  PutClusterCapacityProviders(
    { cluster: 'shop', capacityProviders: ['FARGATE', 'shared-nodes'], defaultCapacityProviderStrategy: [] },
    call,
  );
}

import { makeTargetGroup } from '../../../src/sandbox/scenarios/estate/balancer.ts';
import { layNetwork, makeGroup } from '../../../src/sandbox/scenarios/estate/network.ts';
import { openShop, type Shop } from '../../../src/sandbox/scenarios/estate/shop.ts';
import { registerRevision } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { AssociateAddress } from '../../../src/sandbox/services/ec2/address-associations.ts';
import { AllocateAddress } from '../../../src/sandbox/services/ec2/addresses.ts';
import { CreateNetworkInterface } from '../../../src/sandbox/services/ec2/network-interfaces.ts';
import { CreateCluster } from '../../../src/sandbox/services/ecs/clusters.ts';
import { plantLogGroup } from '../../../src/sandbox/services/logs/plant.ts';
import { scale } from './scaling.ts';
import type { Site } from './site.ts';
import type { Place } from './stack-network.ts';
import type { HandWishes } from './wishes.ts';

/** Stack `shop`, and beside it things that nobody's stack made, some of them idle: none of it is the stack's. */
export function settleStrangers(site: Site): Shop {
  return site.forOthers(() => {
    const { call } = site;
    const shop = openShop(call);
    scale(site, { cluster: 'shop', service: 'web' }, 'steps');
    CreateCluster({ clusterName: 'tools' }, call);
    registerRevision(call, 'laboratory');
    plantLogGroup({ name: '/ecs/laboratory', storedBytes: 100 }, call);
    const { vpc, subnets } = layNetwork(call, 'elsewhere', 9);
    makeGroup(call, vpc, 'lab-idle');
    makeTargetGroup(call, 'lab-idle-tg', vpc);
    CreateNetworkInterface({ SubnetId: subnets[0] }, call);
    AllocateAddress({ Domain: 'vpc' }, call);
    return shop;
  });
}

/** What people left in the stack's own network: it is not known whose it is, so that it stays, and what it is in. */
export function intrude(
  site: Site,
  { vpc, subnets }: Place,
  { hasInterface, hasAddress, hasStray }: HandWishes,
): void {
  site.forOthers(() => {
    const { call } = site;
    if (hasStray) {
      makeTargetGroup(call, 'stray-tg', vpc);
      makeGroup(call, vpc, 'stray');
    }
    if (!hasInterface) return;
    const { NetworkInterface } = CreateNetworkInterface({ SubnetId: subnets[0] }, call);
    if (!hasAddress) return;
    const { AllocationId } = AllocateAddress({ Domain: 'vpc' }, call);
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId;
    AssociateAddress({ AllocationId, NetworkInterfaceId }, call);
  });
}

import type { Call } from '../service.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import type { World } from '../world/world.ts';
import { layNetwork, makeGroup } from './estate/network.ts';
import { lockedSubnet } from './images/locked-subnet.ts';
import { fillRepositories } from './images/repositories.ts';
import { makeRoles } from './images/roles.ts';
import { runServices } from './images/services.ts';
import type { Scenario } from './scenario.ts';

const HOUR_SECONDS = 3600;

export const images: Scenario = {
  name: 'images',
  story:
    'Five repositories with a past: web has twelve releases of which cluster prod runs an older one, worker is built for ' +
    'two platforms, batch is started by a schedule, legacy is full of holes, cache of leftovers. Three services cannot ' +
    'pull their image, each for a reason of its own.',
  begin: 'ecsctl ecr ls',
  build,
};

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(HOUR_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  const { vpc, subnets } = layNetwork(call, 'prod', 5);
  const group = makeGroup(call, vpc, 'prod-tasks');
  CreateCluster({ clusterName: 'prod' }, call);
  makeRoles(call);
  const digests = fillRepositories(call);
  runServices(call, digests, { subnets, locked: lockedSubnet(call, vpc), group });
  world.settle();
}

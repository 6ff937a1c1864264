import type { Call } from '../service.ts';
import { type PlantedResource, plantStack } from '../services/cloudformation/planting.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import type { World } from '../world/world.ts';
import { type Balancer, standBalancer } from './estate/balancer.ts';
import { layNetwork, makeGroup, type Network } from './estate/network.ts';
import { registerRevision, runService } from './estate/tasks.ts';
import type { Scenario, Sizes } from './scenario.ts';

const HOUR_SECONDS = 3600;
const DAY_MS = 24 * HOUR_SECONDS * 1000;
const YEAR_MS = 365 * DAY_MS;
const families = ['web', 'api', 'search', 'billing', 'report'];
/** Services beside those of the balancers, one a family; each uses a revision a little older than its newest. */
const behind = 3;
/** Of so many load balancers one is what the dead stack left. */
const everyNth = 5;

export const large: Scenario = {
  name: 'large',
  story:
    'Five families with a thousand task definitions each, of which services use five, and two hundred load balancers, ' +
    'every fifth left by a deleted stack. Another size: large:revisions=200,balancers=10.',
  begin: 'ecsctl cleanup --task-definitions --keep 10 --dry-run',
  sizes: {
    revisions: { usually: 5000, least: 20, most: 50_000 },
    balancers: { usually: 200, least: 0, most: 2000 },
  },
  build,
};

function build(
  world: World,
  regionName = 'us-east-1',
  { revisions = 5000, balancers = 200 }: Sizes = {},
): void {
  const now = world.beginBefore(HOUR_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  const network = layNetwork(call, 'large', 7);
  CreateCluster({ clusterName: 'large' }, call);
  const group = makeGroup(call, network.vpc, 'large');
  for (const [family, arns] of register(call, revisions)) {
    const taskDefinition = arns.at(-behind) ?? '';
    runService(call, {
      ...{ cluster: 'large', name: family, taskDefinition, subnets: network.subnets, groups: [group] },
      count: 1,
    });
  }
  standBalancers(call, balancers, { network, group });
  world.settle();
}

/** The families, each with its revisions, registered in turn over the last year. */
function register(call: Call, revisions: number): Map<string, string[]> {
  const arns = new Map(families.map((family): [string, string[]] => [family, []]));
  for (let index = 0; index < revisions; index += 1) {
    const family = families[index % families.length] ?? '';
    const now = new Date(call.now.getTime() - YEAR_MS * (1 - index / revisions));
    arns.get(family)?.push(registerRevision({ ...call, now }, family));
  }
  return arns;
}

/** Load balancers with a listener and a target group. Some are what a stack that is no longer there left behind. */
function standBalancers(
  call: Call,
  count: number,
  { network, group }: { network: Network; group: string },
): void {
  const left: Balancer[] = [];
  for (let index = 1; index <= count; index += 1) {
    const balancer = standBalancer(call, {
      ...{ name: `large-${index}`, vpc: network.vpc, subnets: network.subnets, groups: [group] },
    });
    if (index % everyNth === 0) left.push(balancer);
  }
  plantStack(call, {
    name: 'large-old',
    deletedAt: new Date(call.now.getTime() - 30 * DAY_MS),
    resources: [],
    abandoned: left.flatMap(partsOf),
  });
}

function partsOf({ loadBalancer, listener, targetGroup }: Balancer, index: number): PlantedResource[] {
  const part = (name: string, physicalId: string) => ({
    logicalId: `${name}${index + 1}`,
    type: `AWS::ElasticLoadBalancingV2::${name}`,
    physicalId,
  });
  return [part('LoadBalancer', loadBalancer), part('TargetGroup', targetGroup), part('Listener', listener)];
}

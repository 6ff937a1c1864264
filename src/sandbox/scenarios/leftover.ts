import type { Call } from '../service.ts';
import { plantStack } from '../services/cloudformation/planting.ts';
import { DeleteCluster } from '../services/ecs/cluster-deletion.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import { DeregisterTaskDefinition } from '../services/ecs/task-definitions-delete.ts';
import type { World } from '../world/world.ts';
import { standBalancer } from './estate/balancer.ts';
import { makeGroup } from './estate/network.ts';
import { openShop } from './estate/shop.ts';
import { registerRevision } from './estate/tasks.ts';
import type { Scenario } from './scenario.ts';

const HOUR_SECONDS = 3600;
const DAY_MS = 24 * HOUR_SECONDS * 1000;

export const leftover: Scenario = {
  name: 'leftover',
  story:
    'Stack lab was deleted two days ago, yet its load balancer with listener, target group and security group is ' +
    'still there and goes on costing. Stack shop beside it is open for business.',
  begin: 'ecsctl cleanup --stack lab --check',
  build,
};

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(HOUR_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  leaveLab(call, openShop(call).network);
  world.settle();
}

/**
 * An update had put a new load balancer in the place of this one, and could not delete the old one for its deletion
 * protection. CloudFormation tries three times and then drops such a resource from its list: the stack's own deletion
 * knew nothing of it any more. The security group was made by hand.
 */
function leaveLab(call: Call, { vpc, subnets }: { vpc: string; subnets: readonly string[] }): void {
  const group = makeGroup(call, vpc, 'lab-alb');
  const { loadBalancer, listener, targetGroup } = standBalancer(call, {
    ...{ name: 'lab', vpc, subnets, groups: [group] },
  });
  CreateCluster({ clusterName: 'lab' }, call);
  DeleteCluster({ cluster: 'lab' }, call);
  const [first = ''] = [1, 2, 3].map(() => registerRevision(call, 'lab'));
  DeregisterTaskDefinition({ taskDefinition: first }, call);
  const statusReason = 'Load balancer cannot be deleted because deletion protection is enabled';
  plantStack(call, {
    name: 'lab',
    deletedAt: new Date(call.now.getTime() - 2 * DAY_MS),
    resources: [
      { logicalId: 'Cluster', type: 'AWS::ECS::Cluster', physicalId: 'lab' },
      { logicalId: 'TaskDefinition', type: 'AWS::ECS::TaskDefinition', physicalId: first },
    ],
    abandoned: [
      {
        logicalId: 'LoadBalancer',
        type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        physicalId: loadBalancer,
        statusReason,
      },
      {
        logicalId: 'Listener',
        type: 'AWS::ElasticLoadBalancingV2::Listener',
        physicalId: listener,
        statusReason,
      },
      {
        logicalId: 'TargetGroup',
        type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        physicalId: targetGroup,
        statusReason,
      },
    ],
  });
}

import type { Call } from '../../service.ts';
import { plantStack } from '../../services/cloudformation/planting.ts';
import { CreateCluster } from '../../services/ecs/clusters.ts';
import { plantLogGroup } from '../../services/logs/plant.ts';
import { type Balancer, standBalancer } from './balancer.ts';
import { layNetwork, makeGroup, type Network } from './network.ts';
import { registerRevision, runService } from './tasks.ts';

export interface Shop extends Balancer {
  readonly network: Network;
  readonly group: string;
}

/** Stack `shop`: a service behind a load balancer in a network of its own, whose business goes on whatever is cleaned up. */
export function openShop(call: Call): Shop {
  const network = layNetwork(call, 'shop', 1);
  const { vpc, subnets, gateway, routeTable } = network;
  const group = makeGroup(call, vpc, 'shop-tasks');
  CreateCluster({ clusterName: 'shop' }, call);
  const balancer = standBalancer(call, { name: 'shop', vpc, subnets, groups: [group] });
  plantLogGroup({ name: '/ecs/shop', storedBytes: 48_000_000 }, call);
  const taskDefinition = registerRevision(call, 'shop');
  const { targetGroup, loadBalancer, listener } = balancer;
  const service = runService(call, {
    ...{ cluster: 'shop', name: 'web', taskDefinition, subnets, groups: [group], targetGroup },
  });
  const row = (logicalId: string, type: string, physicalId: string) => ({ logicalId, type, physicalId });
  plantStack(call, {
    name: 'shop',
    resources: [
      row('Vpc', 'AWS::EC2::VPC', vpc),
      row('Gateway', 'AWS::EC2::InternetGateway', gateway),
      ...subnets.map((id, index) => row(`Subnet${index + 1}`, 'AWS::EC2::Subnet', id)),
      row('Routes', 'AWS::EC2::RouteTable', routeTable),
      row('TaskGroup', 'AWS::EC2::SecurityGroup', group),
      row('Logs', 'AWS::Logs::LogGroup', '/ecs/shop'),
      row('LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', loadBalancer),
      row('TargetGroup', 'AWS::ElasticLoadBalancingV2::TargetGroup', targetGroup),
      row('Listener', 'AWS::ElasticLoadBalancingV2::Listener', listener),
      row('Cluster', 'AWS::ECS::Cluster', 'shop'),
      row('TaskDefinition', 'AWS::ECS::TaskDefinition', taskDefinition),
      row('Service', 'AWS::ECS::Service', service),
    ],
  });
  return { ...balancer, network, group };
}

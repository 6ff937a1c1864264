import type { Call } from '../service.ts';
import { type PlantedResource, plantStack } from '../services/cloudformation/planting.ts';
import { PutClusterCapacityProviders } from '../services/ecs/cluster-capacity.ts';
import { ModifyLoadBalancerAttributes } from '../services/elbv2/attributes.ts';
import { CreateBucket } from '../services/s3/buckets.ts';
import type { World } from '../world/world.ts';
import { makeTargetGroup, standBalancer } from './estate/balancer.ts';
import { openShop, type Shop } from './estate/shop.ts';
import { registerRevision } from './estate/tasks.ts';
import type { Scenario } from './scenario.ts';
import { manLab, provideNodes, shareNodes } from './tangled/lab-capacity.ts';
import { fillLab } from './tangled/lab-data.ts';
import { startNightly, wakeLab } from './tangled/lab-events.ts';
import { beginNames, nameLab } from './tangled/lab-names.ts';
import { type LabNetwork, layLab } from './tangled/lab-network.ts';
import { nestService } from './tangled/lab-service.ts';

const HOUR_SECONDS = 3600;

export const tangled: Scenario = {
  name: 'tangled',
  story:
    'Stack lab is to go, with all that can be in the way: protection, security groups that name each other, a nested ' +
    'stack, data, things made by hand, and things that it shares with stack shop. It uses an export of stack lab-base.',
  begin: 'ecsctl cleanup --stack lab --dry-run',
  build,
};

/** What AWS needs some seconds for is there a minute later. */
const SOON_MS = 60_000;

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(HOUR_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  const shop = openShop(call);
  buildBase(call);
  shareNodes(call, shop.network.subnets);
  const network = layLab(call);
  const nodes = provideNodes(call, { subnets: network.subnets, group: network.taskGroup });
  beginNames(call, network.vpc);
  const later = { ...call, now: new Date(now.getTime() + SOON_MS) };
  world.settle(later.now);
  buildLab(later, network, nodes);
  shareWithShop(later, shop);
  world.settle();
}

/** What the lab imports: this stack cannot go before it. */
function buildBase(call: Call): void {
  const bucket = 'lab-base-artifacts-123456789012';
  CreateBucket({ Bucket: bucket }, call);
  plantStack(call, {
    name: 'lab-base',
    exports: { 'lab-artifacts': bucket },
    resources: [{ logicalId: 'Artifacts', type: 'AWS::S3::Bucket', physicalId: bucket }],
  });
}

function buildLab(call: Call, network: LabNetwork, nodes: readonly PlantedResource[]): void {
  const { vpc, subnets, albGroup, taskGroup } = network;
  const { loadBalancer, listener, targetGroup } = standBalancer(call, {
    ...{ name: 'lab', vpc, subnets, groups: [albGroup] },
  });
  const protection = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
  ModifyLoadBalancerAttributes({ LoadBalancerArn: loadBalancer, Attributes: protection }, call);
  // Idle, in the lab's network, and nobody's.
  makeTargetGroup(call, 'stray-tg', vpc);
  const data = fillLab(call);
  const cluster = manLab(call);
  const parent = `arn:${call.region.partition}:cloudformation:${call.region.name}:${call.region.accountId}:stack/lab/7d1c5a40-b6f1-11ef-9c1a-0e8f7d3b2a11`;
  const service = nestService(call, { parent, subnets, group: taskGroup, targetGroup });
  const job = registerRevision(call, 'lab-job', { logGroup: '/ecs/shared' });
  const rules = wakeLab(call, { cluster: 'lab', taskDefinition: job, subnets });
  plantStack(call, {
    name: 'lab',
    id: parent,
    terminationProtection: true,
    imports: ['lab-artifacts'],
    resources: [
      ...network.rows,
      ...data,
      {
        logicalId: 'LoadBalancer',
        type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        physicalId: loadBalancer,
        dependsOn: ['AlbGroup', 'Subnet1', 'Subnet2', 'GatewayAttachment'],
      },
      {
        logicalId: 'TargetGroup',
        type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        physicalId: targetGroup,
        dependsOn: ['Vpc'],
      },
      {
        logicalId: 'Listener',
        type: 'AWS::ElasticLoadBalancingV2::Listener',
        physicalId: listener,
        dependsOn: ['LoadBalancer', 'TargetGroup'],
      },
      ...nodes,
      ...cluster,
      { logicalId: 'Job', type: 'AWS::ECS::TaskDefinition', physicalId: job },
      ...rules,
      ...nameLab(call),
      service,
    ],
  });
}

/** The shop’s nightly job starts with the lab's role, writes to the same log group, and may use the shared instances. */
function shareWithShop(call: Call, { network }: Shop): void {
  const taskDefinition = registerRevision(call, 'shop-job', { logGroup: '/ecs/shared' });
  const started = { cluster: 'shop', taskDefinition, subnets: network.subnets };
  startNightly(call, 'shop-nightly', 'lab-start-tasks', started);
  PutClusterCapacityProviders(
    { cluster: 'shop', capacityProviders: ['FARGATE', 'shared-nodes'], defaultCapacityProviderStrategy: [] },
    call,
  );
}

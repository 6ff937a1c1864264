import type { NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { Call } from '../service.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import { CreateService } from '../services/ecs/services.ts';
import { RegisterTaskDefinition } from '../services/ecs/task-definitions.ts';
import { CreateListener } from '../services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../services/elbv2/load-balancers.ts';
import { CreateTargetGroup } from '../services/elbv2/target-groups.ts';
import { CreateQueue } from '../services/sqs/queues.ts';
import type { World } from '../world/world.ts';
import { nightlyBatch, visitors } from './daily-rhythm.ts';
import type { Scenario } from './scenario.ts';
import { createAlarms } from './web-alarms.ts';
import { createNetwork, SECURITY_GROUP, SUBNETS, VPC } from './web-network.ts';

const WEEK_SECONDS = 7 * 24 * 3600;
const NETWORK: NetworkConfiguration = {
  awsvpcConfiguration: {
    subnets: SUBNETS,
    securityGroups: [SECURITY_GROUP],
    assignPublicIp: 'DISABLED',
  },
};

export const web: Scenario = {
  name: 'web',
  story:
    'A shop behind a load balancer and a worker fed by a queue, with a week of history; nothing scales yet.',
  begin: 'ecsctl scale ls',
  build,
};

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(WEEK_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  createNetwork(call);
  createProduction(call);
  createStaging(call);
  world.settle();
}

function createProduction(call: Call): void {
  CreateCluster(
    {
      clusterName: 'prod',
      settings: [{ name: 'containerInsights', value: 'enabled' }],
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      tags: [
        { key: 'env', value: 'prod' },
        { key: '팀', value: '결제플랫폼' },
      ],
    },
    call,
  );
  const { loadBalancer, targetGroup } = createWeb(call);
  createWorker(call);
  createAlarms(call, { loadBalancer, targetGroup });
}

/** The shop: three tasks that are comfortably busy at the best of times. */
function createWeb(call: Call): { loadBalancer: string; targetGroup: string } {
  const { loadBalancer, targetGroup } = createBalancer(call);
  registerTaskDefinition(call, 'web', { cpu: '512', memory: '1024', port: 8080 });
  CreateService(
    {
      cluster: 'prod',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 3,
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      loadBalancers: [{ targetGroupArn: targetGroup, containerName: 'web', containerPort: 8080 }],
      healthCheckGracePeriodSeconds: 30,
      networkConfiguration: NETWORK,
      tags: [{ key: '서비스', value: '온라인 상점' }],
    },
    call,
  );
  call.region.demand.set('prod/web', {
    kind: 'requests',
    rate: visitors('prod/web', { least: 5, most: 38 }),
    requestsAtFullCpu: 24,
    idleCpu: 4,
    idleMemory: 31,
    busyMemory: 26,
    responseSeconds: 0.12,
  });
  return { loadBalancer, targetGroup };
}

function createBalancer(call: Call): { loadBalancer: string; targetGroup: string } {
  const { LoadBalancers } = CreateLoadBalancer({ Name: 'web-alb', Subnets: SUBNETS }, call);
  const group = { Name: 'web-tg', Protocol: 'HTTP', Port: 80, VpcId: VPC } as const;
  const { TargetGroups } = CreateTargetGroup(
    { ...group, TargetType: 'ip', HealthCheckPath: '/health' },
    call,
  );
  const loadBalancer = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const targetGroup = TargetGroups?.[0]?.TargetGroupArn ?? '';
  CreateListener(
    {
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
    },
    call,
  );
  return { loadBalancer, targetGroup };
}

/** The worker keeps up with its queue all day, and falls behind when the nightly batch comes. */
function createWorker(call: Call): void {
  CreateQueue({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '120' } }, call);
  registerTaskDefinition(call, 'worker', { cpu: '1024', memory: '2048' });
  CreateService(
    {
      cluster: 'prod',
      serviceName: 'worker',
      taskDefinition: 'worker',
      desiredCount: 4,
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      networkConfiguration: NETWORK,
    },
    call,
  );
  call.region.demand.set('prod/worker', {
    kind: 'messages',
    queue: 'jobs',
    rate: nightlyBatch('prod/worker', { usual: 1.5, batch: 4, hour: 2, minutes: 20 }),
    messagesPerTask: 0.5,
    idleCpu: 3,
    busyCpu: 78,
    idleMemory: 22,
    busyMemory: 18,
  });
}

function createStaging(call: Call): void {
  CreateCluster({ clusterName: 'staging', tags: [{ key: 'env', value: 'staging' }] }, call);
  registerTaskDefinition(call, 'api', { cpu: '256', memory: '512', port: 8080 });
  CreateService(
    {
      cluster: 'staging',
      serviceName: 'api',
      taskDefinition: 'api',
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: NETWORK,
      tags: [{ key: '설명', value: '개발팀 시험 환경' }],
    },
    call,
  );
  call.region.demand.set('staging/api', {
    kind: 'requests',
    rate: visitors('staging/api', { least: 0.1, most: 2 }),
    requestsAtFullCpu: 10,
    idleCpu: 2,
    idleMemory: 40,
    busyMemory: 20,
    responseSeconds: 0.1,
  });
}

function registerTaskDefinition(
  call: Call,
  family: string,
  { cpu, memory, port }: { cpu: string; memory: string; port?: number },
): void {
  const { accountId, name } = call.region;
  RegisterTaskDefinition(
    {
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu,
      memory,
      executionRoleArn: `arn:aws:iam::${accountId}:role/ecsTaskExecutionRole`,
      containerDefinitions: [
        {
          name: family,
          image: `${accountId}.dkr.ecr.${name}.amazonaws.com/${family}:2024.1`,
          essential: true,
          portMappings: port ? [{ containerPort: port, hostPort: port, protocol: 'tcp' }] : [],
        },
      ],
    },
    call,
  );
}

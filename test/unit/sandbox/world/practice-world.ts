import type { AwsError, Call } from '../../../../src/sandbox/service.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService } from '../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { CreateListener } from '../../../../src/sandbox/services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { CreateTargetGroup } from '../../../../src/sandbox/services/elbv2/target-groups.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import type { Region } from '../../../../src/sandbox/world/region.ts';
import type { Rules } from '../../../../src/sandbox/world/rules.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

/** A Wednesday morning on which the clock only moves when it is told to. */
export const morning = new Date('2026-03-04T09:00:00Z');

export const web = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/prod/web',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

export class PracticeWorld {
  readonly world: World;
  readonly region: Region;

  constructor(rules: Partial<Rules> = {}) {
    const clock = new WorldClock({ start: morning, speed: 0 });
    this.world = new World(clock, { targetVisibleAfterSeconds: 0, ...rules });
    this.region = this.world.region('us-east-1');
  }

  /** What a handler is given at this moment, with everything up to it lived through. */
  get call(): Call {
    this.world.settle();
    return {
      world: this.world,
      region: this.region,
      now: this.world.clock.now(),
      endpoint: 'http://127.0.0.1:1',
    };
  }

  get now(): number {
    return this.world.clock.now().getTime();
  }

  pass(seconds: number): void {
    this.world.clock.advance(seconds);
    this.world.settle();
  }

  service(name = 'web') {
    const service = this.region.ecs.clusters.get('prod')?.services.get(name);
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }
}

/**
 * A cluster `prod` with Container Insights and a running service `web` of so many tasks behind a load
 * balancer.
 */
export function worldWithWeb(desiredCount = 2, rules: Partial<Rules> = {}): PracticeWorld {
  const practice = new PracticeWorld(rules);
  CreateCluster(
    { clusterName: 'prod', settings: [{ name: 'containerInsights', value: 'enabled' }] },
    practice.call,
  );
  const containerDefinitions = [{ name: 'web', image: 'web:1' }];
  RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
  CreateService(
    {
      cluster: 'prod',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount,
      launchType: 'FARGATE',
      loadBalancers: [{ targetGroupArn: targetGroup(practice), containerName: 'web', containerPort: 8080 }],
    },
    practice.call,
  );
  practice.pass(120);
  return practice;
}

/** Lets so many requests a second reach `web`; a task's CPU is full at ten a second and else does nothing. */
export function load(practice: PracticeWorld, perSecond: number): void {
  practice.region.demand.set('prod/web', {
    kind: 'requests',
    rate: () => perSecond,
    requestsAtFullCpu: 10,
    idleCpu: 0,
    idleMemory: 20,
    busyMemory: 0,
    responseSeconds: 0.1,
  });
}

/** The label under which a policy tracks the requests of `web`. */
export function resourceLabel({ region }: PracticeWorld): string {
  const balancer = [...region.elbv2.loadBalancers.keys()][0]?.split(':loadbalancer/')[1];
  const group = [...region.elbv2.targetGroups.keys()][0]?.split(':').at(-1);
  return `${balancer}/${group}`;
}

/** The error that something throws, as `Name: message`; an empty text when it throws nothing. */
export function refusal(attempt: () => unknown): string {
  try {
    attempt();
    return '';
  } catch (error) {
    return `${(error as AwsError).name}: ${(error as AwsError).message}`;
  }
}

function targetGroup(practice: PracticeWorld): string {
  const { LoadBalancers } = CreateLoadBalancer({ Name: 'web-alb' }, practice.call);
  const { TargetGroups } = CreateTargetGroup({ Name: 'web-tg', TargetType: 'ip' }, practice.call);
  const arn = TargetGroups?.[0]?.TargetGroupArn ?? '';
  CreateListener(
    {
      LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: arn }],
    },
    practice.call,
  );
  return arn;
}

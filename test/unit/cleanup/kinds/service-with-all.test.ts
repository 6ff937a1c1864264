import { describe, expect, it } from 'vitest';
import { listPrices } from '../../../../src/cleanup/cost/prices.ts';
import { judge } from '../../../../src/cleanup/judge/judge.ts';
import { kinds as allKinds } from '../../../../src/cleanup/kinds/index.ts';
import { planCleanup } from '../../../../src/cleanup/plan/plan-cleanup.ts';
import type { StackResource, Subject } from '../../../../src/cleanup/stack/subject.ts';
import { survey } from '../../../../src/cleanup/survey.ts';
import { applyPlan } from '../../../../src/plan/apply.ts';
import { mergeOperations, sendCall } from '../../../../src/plan/operations.ts';
import { PutScalingPolicy } from '../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import { RegisterScalableTarget } from '../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { PutMetricAlarm } from '../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { RunTask } from '../../../../src/sandbox/services/ecs/run-task.ts';
import { CreateService, DeleteService } from '../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { CreateListener } from '../../../../src/sandbox/services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { CreateRule } from '../../../../src/sandbox/services/elbv2/rules.ts';
import { CreateTargetGroup } from '../../../../src/sandbox/services/elbv2/target-groups.ts';
import { CreateLogGroup } from '../../../../src/sandbox/services/logs/groups.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { type PracticeWorld, web } from '../../sandbox/world/practice-world.ts';
import { labId, noChoices, stackOf, subjectOf } from '../estate.ts';
import { addNamespace, addService } from './cloud-map.ts';
import { attach, worldWithProviders } from './machines.ts';

const names = new Set([
  ...['load balancer', 'listener', 'listener rule', 'target group', 'cluster', 'service', 'task'],
  ...[
    'capacity provider',
    'scalable target',
    'alarm',
    'cloud map service',
    'cloud map namespace',
    'log group',
  ],
]);
const kinds = allKinds.filter(({ name }) => names.has(name));

/** A service with everything that a service may have, and a task beside it. */
function world(): PracticeWorld {
  const practice = worldWithProviders(['machines']);
  attach(practice, 'FARGATE', 'machines');
  const { call } = practice;
  const registry = addService(practice, addNamespace(practice), 'web');
  const containerDefinitions = [{ name: 'web', image: 'web:1' }];
  RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, call);
  const { LoadBalancers } = CreateLoadBalancer({ Name: 'web-alb' }, call);
  const groups = ['web', 'api'].map((Name) => {
    const { TargetGroups } = CreateTargetGroup({ Name, TargetType: 'ip' }, call);
    return TargetGroups?.[0]?.TargetGroupArn ?? '';
  });
  const forward = (index: number) => [{ Type: 'forward' as const, TargetGroupArn: groups[index] }];
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
  const { Listeners } = CreateListener({ LoadBalancerArn, Port: 80, DefaultActions: forward(0) }, call);
  const Conditions = [{ Field: 'path-pattern', Values: ['/api'] }];
  const ListenerArn = Listeners?.[0]?.ListenerArn;
  CreateRule({ ListenerArn, Priority: 10, Conditions, Actions: forward(1) }, call);
  CreateService(
    {
      cluster: 'prod',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 2,
      launchType: 'FARGATE',
      loadBalancers: groups.map((targetGroupArn) => ({
        targetGroupArn,
        containerName: 'web',
        containerPort: 8080,
      })),
      serviceRegistries: [
        { registryArn: `arn:aws:servicediscovery:us-east-1:123456789012:service/${registry}` },
      ],
    },
    practice.call,
  );
  RunTask({ cluster: 'prod', taskDefinition: 'web', launchType: 'FARGATE' }, practice.call);
  practice.pass(120);
  scale(practice);
  CreateLogGroup({ logGroupName: '/aws/ecs/containerinsights/prod/performance' }, practice.call);
  return practice;
}

function scale(practice: PracticeWorld): void {
  RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, practice.call);
  const { PolicyARN = '' } = PutScalingPolicy(
    {
      ...web,
      PolicyName: 'out',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    },
    practice.call,
  );
  PutMetricAlarm(
    {
      AlarmName: 'web-cpu-high',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'ServiceName', Value: 'web' },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 80,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [PolicyARN],
    },
    practice.call,
  );
}

/** A stack that is gone, and left these behind. */
function stackWith(left: Readonly<Record<string, string>>): Subject {
  const resources = Object.entries(left).map(
    ([type, physicalId]): StackResource => ({
      ...{ stackId: labId, logicalId: type, type, physicalId },
      ...{ status: 'DELETE_SKIPPED', retained: false },
    }),
  );
  return subjectOf({ ...stackOf([], { status: 'DELETE_COMPLETE' }), resources });
}

async function look(aws: SandboxAws, subject: Subject) {
  const region = 'us-east-1';
  const things = await survey({ aws, region, kinds, wishes: noChoices, tags: new Map(), subject });
  const judgement = judge({ subject, things, kinds, choices: noChoices });
  const found = { subject, region, things, claims: new Map(), everywhere: false };
  return { things, plan: planCleanup(found, judgement, { kinds, choices: noChoices, prices: listPrices }) };
}

describe('a cluster with a service that has all that a service may have', () => {
  it('is deleted with all of it, each before what AWS will not delete without it', async () => {
    const practice = world();
    const aws = new SandboxAws(practice.world, 'us-east-1');
    const subject = stackWith({
      'AWS::ECS::Cluster': 'prod',
      'AWS::ECS::Service': 'arn:aws:ecs:us-east-1:123456789012:service/prod/web',
    });
    const { things, plan } = await look(aws, subject);
    expect(new Set(things.map(({ kind }) => kind))).toEqual(names);
    const operations = mergeOperations(kinds.map((kind) => kind.operations ?? {}));
    const outcomes = await applyPlan(plan, {
      send: (call) => sendCall(call, operations, aws),
      waits: Object.assign({}, ...kinds.map((kind) => kind.waits ?? {})),
      clock: aws.clock,
      signal: new AbortController().signal,
    });
    expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
    const left = await look(aws, subject);
    expect(left.things.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
    expect(left.plan.steps).toEqual([]);
  });

  it('leaves traces when the service alone is deleted, which lead back to it', async () => {
    const practice = world();
    const aws = new SandboxAws(practice.world, 'us-east-1');
    const subject = stackWith({
      'AWS::ECS::Service': 'arn:aws:ecs:us-east-1:123456789012:service/prod/web',
      'AWS::ApplicationAutoScaling::ScalableTarget': 'service/prod/web|ecs:service:DesiredCount|ecs',
    });
    DeleteService({ cluster: 'prod', service: 'web', force: true }, practice.call);
    practice.pass(120);
    const { plan } = await look(aws, subject);
    expect(plan.steps.map(({ resource }) => `${resource.type} ${resource.id}`)).toEqual([
      'alarm web-cpu-high',
    ]);
  });
});

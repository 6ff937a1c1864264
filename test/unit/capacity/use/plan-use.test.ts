import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { planRest, planUse } from '../../../../src/capacity/use/plan-use.ts';
import type { FoundMovable } from '../../../../src/capacity/use/read.ts';
import { readMove } from '../../../../src/capacity/use/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';
import { aDeployment, aFound, moving, strategyFor } from './found-movable.ts';

const idsOf = ({ steps }: { steps: readonly { id: string }[] }) => steps.map(({ id }) => id);

describe('a move', () => {
  it('is one forced update, then a wait for its deployment; undone by the strategy of before', () => {
    const { steps } = planUse(moving('FARGATE:base=1,FARGATE_SPOT:weight=4'), aFound());
    expect(steps).toMatchObject([
      {
        id: 'strategy',
        reason: 'a new deployment replaces all of its 3 tasks',
        changes: [
          {
            field: 'capacity provider strategy',
            from: 'launch type FARGATE',
            to: 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4',
          },
        ],
        call: {
          operation: 'UpdateService',
          input: {
            cluster: 'prod',
            service: 'web',
            capacityProviderStrategy: [
              { capacityProvider: 'FARGATE', base: 1, weight: 1 },
              { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 4 },
            ],
            forceNewDeployment: true,
          },
        },
        undo: { input: { capacityProviderStrategy: [], forceNewDeployment: true } },
      },
      { id: 'deployed', action: 'wait', after: ['strategy'], until: 'deployment through' },
    ]);
  });

  it.each<[string, string, Partial<Service>, string[]]>([
    [
      'to what it has, in another order',
      'FARGATE,FARGATE_SPOT',
      { capacityProviderStrategy: strategyFor('FARGATE_SPOT', 'FARGATE') },
      [],
    ],
    ['to the launch type that it has', 'none', {}, []],
    [
      'to what it has, by ARN',
      'nodes',
      { capacityProviderStrategy: strategyFor('arn:aws:ecs:us-east-1:1:capacity-provider/nodes') },
      [],
    ],
    [
      'to another weight',
      'FARGATE:weight=2',
      { capacityProviderStrategy: strategyFor('FARGATE') },
      ['strategy', 'deployed'],
    ],
    [
      'that is under way',
      'FARGATE',
      {
        capacityProviderStrategy: strategyFor('FARGATE'),
        deployments: [aDeployment({ rolloutState: 'IN_PROGRESS' })],
      },
      ['deployed'],
    ],
    [
      'that is under way behind a Classic Load Balancer',
      'FARGATE',
      {
        capacityProviderStrategy: strategyFor('FARGATE'),
        deployments: [aDeployment({ rolloutState: undefined }), aDeployment({ id: 'old', status: 'ACTIVE' })],
      },
      ['deployed'],
    ],
    [
      'that is through there',
      'FARGATE',
      {
        capacityProviderStrategy: strategyFor('FARGATE'),
        deployments: [aDeployment({ rolloutState: undefined })],
      },
      [],
    ],
    [
      'that failed',
      'FARGATE',
      {
        capacityProviderStrategy: strategyFor('FARGATE'),
        deployments: [aDeployment({ rolloutState: 'FAILED' })],
      },
      ['strategy', 'deployed'],
    ],
    [
      'to what it has, of a service that CodeDeploy deploys',
      'FARGATE',
      {
        capacityProviderStrategy: strategyFor('FARGATE'),
        deploymentController: { type: 'CODE_DEPLOY' },
        deployments: [],
      },
      [],
    ],
  ])('%s', (_, strategy, service, ids) => {
    const found = aFound(service);
    expect(idsOf(planUse(moving(strategy), found))).toEqual(ids);
    expect(idsOf(planRest(moving(strategy), found))).toEqual(ids.filter((id) => id !== 'deployed'));
  });

  it('follows the very deployment that is under way', () => {
    const service = {
      capacityProviderStrategy: strategyFor('FARGATE'),
      deployments: [aDeployment({ rolloutState: 'IN_PROGRESS' })],
    };
    const [wait] = planUse(moving('FARGATE'), aFound(service)).steps;
    expect(wait?.call.input).toMatchObject({ deployment: 'ecs-svc/1', since: '2026-03-04T09:00:00.000Z' });
  });

  it('says of a deployment that failed why, and has nothing to put back', () => {
    const rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
    const service = {
      capacityProviderStrategy: strategyFor('FARGATE'),
      deployments: [aDeployment({ rolloutState: 'FAILED', rolloutStateReason })],
    };
    const [again] = planUse(moving('FARGATE'), aFound(service)).steps;
    expect(again).toMatchObject({
      verb: 'deploy',
      changes: [],
      reason:
        'it has the strategy, and yet its last deployment failed: ' +
        'ECS deployment circuit breaker: tasks failed to start',
    });
    expect(again?.undo).toBeUndefined();
  });
});

describe('a warning is given', () => {
  const off = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } } };

  it.each<[string, string, Partial<Service>, Partial<FoundMovable>, RegExp[]]>([
    ['of nothing', 'FARGATE_SPOT', {}, {}, []],
    [
      'where a deployment is under way',
      'FARGATE_SPOT',
      { deployments: [aDeployment({ rolloutState: 'IN_PROGRESS', runningCount: 1 })] },
      {},
      [/^deployment ecs-svc\/1 is under way, with 1 of 3 tasks running/],
    ],
    ['where it scales', 'FARGATE_SPOT', {}, { isScaled: true }, [/takes no task away$/]],
    ['where the circuit breaker is off', 'FARGATE_SPOT', off, {}, [/circuit breaker is off/]],
    ['but not where there is no task', 'FARGATE_SPOT', { ...off, desiredCount: 0 }, {}, []],
    ['of another kind of capacity', 'nodes', {}, {}, [/from Fargate \(launch type FARGATE\) to instances/]],
    [
      'of another kind, the other way',
      'FARGATE',
      { launchType: undefined, capacityProviderStrategy: strategyFor('nodes') },
      {},
      [/from instances \(nodes:weight=1\) to Fargate/],
    ],
    ['but not where AWS does not tell the kind', 'FARGATE', { launchType: undefined }, {}, []],
    [
      'of the launch type',
      'none',
      { launchType: undefined, capacityProviderStrategy: strategyFor('nodes') },
      {},
      [/^which launch type/],
    ],
    [
      'of the launch type, where it is known',
      'none',
      { capacityProviderStrategy: strategyFor('FARGATE') },
      {},
      [/^its tasks then run on launch type FARGATE$/],
    ],
    [
      'where the last one was rolled back',
      'FARGATE_SPOT',
      {},
      { rolledBack: { status: 'ROLLBACK_SUCCESSFUL', statusReason: 'The breaker.' } },
      [/^the last deployment was rolled back, and this one may be again: The breaker$/],
    ],
  ])('%s', (_, strategy, service, found, warnings) => {
    const plan = planUse(moving(strategy), aFound(service, found));
    expect(plan.warnings).toEqual(warnings.map((words) => expect.stringMatching(words)));
  });
});

describe('a move is refused', () => {
  const gone = { name: 'nodes', status: 'DEPROVISIONING' as const };
  const managed = { name: 'm', type: 'MANAGED_INSTANCES' as const, status: 'ACTIVE' as const };

  it.each<[string, string, Partial<Service>, Partial<FoundMovable>, string, string]>([
    [
      'to a provider that the cluster has not',
      'FARGATE',
      {},
      { cluster: { clusterName: 'prod', capacityProviders: [] } },
      'cluster prod does not have capacity provider FARGATE',
      'ecsctl capacity attach prod FARGATE',
    ],
    [
      'to a provider that ends',
      'nodes',
      {},
      { providers: [gone] },
      'nodes is DEPROVISIONING',
      'ecsctl capacity ls',
    ],
    [
      'to a provider that begins',
      'nodes',
      {},
      { providers: [{ ...gone, status: 'PROVISIONING' }] },
      'nodes is PROVISIONING',
      'wait until it is there',
    ],
    [
      'to a provider of another cluster',
      'm',
      {},
      { providers: [{ ...managed, cluster: 'arn:aws:ecs:us-east-1:1:cluster/other' }] },
      'm belongs to cluster other alone',
      'ecsctl capacity managed prod',
    ],
    [
      'with CodeDeploy',
      'FARGATE_SPOT',
      { deploymentController: { type: 'CODE_DEPLOY' } },
      {},
      'is deployed by AWS CodeDeploy (CODE_DEPLOY), and only that can move it to FARGATE_SPOT:weight=1',
      'AppSpec',
    ],
    [
      'with an external controller',
      'FARGATE_SPOT',
      { deploymentController: { type: 'EXTERNAL' } },
      {},
      'EXTERNAL',
      'aws ecs create-task-set --cluster prod --service web',
    ],
    ['while it is deleted', 'FARGATE_SPOT', { status: 'DRAINING' }, {}, 'web is DRAINING', 'make it anew'],
    [
      'as a daemon',
      'nodes',
      { schedulingStrategy: 'DAEMON', launchType: 'EC2' },
      {},
      'web is a DAEMON',
      'REPLICA',
    ],
    [
      'with a task definition for instances',
      'FARGATE_SPOT',
      {},
      { definition: { compatibilities: ['EC2'] } },
      'cannot run on Fargate: task definition web:7 was registered for EC2',
      'requiresCompatibilities FARGATE',
    ],
    [
      'with another network mode',
      'FARGATE_SPOT',
      {},
      { definition: { networkMode: 'bridge' } },
      'web:7 has network mode bridge',
      '--task-definition web',
    ],
    [
      'with a task definition for Fargate alone',
      'nodes',
      {},
      { definition: { compatibilities: ['FARGATE'] } },
      'cannot run on instances: task definition web:7 was registered for FARGATE',
      'requiresCompatibilities EC2',
    ],
    [
      'without subnets',
      'FARGATE_SPOT',
      { networkConfiguration: undefined },
      {},
      'web has no subnets of its own',
      '--network-configuration',
    ],
  ])('%s', (_, strategy, service, found, naming, way) => {
    const told = refusedFor('refused', naming, () => planUse(moving(strategy), aFound(service, found)));
    expect(told).toContain(way);
  });

  it('to a provider that there is not, naming the nearest', () => {
    const told = refusedFor('not-found', 'no capacity provider node', () =>
      planUse(moving('node'), aFound()),
    );
    expect(told).toContain('did you mean nodes');
  });

  it('for what cannot be read', () => {
    refusedFor('usage', '"web"', () => readMove('web', 'FARGATE', undefined));
    refusedFor('usage', 'mixes Fargate with instances', () =>
      readMove('prod/web', 'FARGATE,nodes', undefined),
    );
    refusedFor('usage', '"none', () => readMove('prod/web', 'none:base=x', undefined));
    expect(readMove('web', 'none', 'prod')).toEqual({
      name: { cluster: 'prod', service: 'web' },
      strategy: [],
    });
  });

  it('not for a provider of managed instances that is of the cluster', () => {
    const found = aFound({}, { providers: [{ ...managed, cluster: 'prod' }] });
    expect(planUse(moving('m'), found).steps).toHaveLength(2);
  });
});

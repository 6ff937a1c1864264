import type { Deployment, Service, ServiceDeploymentBrief, Task } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { Followed } from '../../../../src/capacity/use/follow-deployment.ts';
import { judgeDeployment } from '../../../../src/capacity/use/judge-deployment.ts';
import { aDeployment, aService, began, strategyFor } from './found-movable.ts';

const later = new Date(began.getTime() + 60_000);
const before = new Date(began.getTime() - 60_000);
const under = { rolloutState: 'IN_PROGRESS' as const };
const capacity =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone.';

function judged(deployments: Deployment[], more: Partial<Followed> = {}, service: Partial<Service> = {}) {
  const following = {
    cluster: 'prod',
    service: 'web',
    deployment: 'ecs-svc/1',
    since: began.toISOString(),
  };
  return judgeDeployment({
    following,
    service: aService({ deployments, ...service }),
    tasks: [],
    ...more,
  });
}

const stopped = (stoppedReason: string, more: Partial<Task> = {}): Task => ({
  lastStatus: 'STOPPED',
  stoppedReason,
  ...more,
});
const old = (more: Partial<Deployment> = {}) => aDeployment({ id: 'ecs-svc/0', status: 'ACTIVE', ...more });

describe('a deployment is through', () => {
  it.each<[string, Deployment[], Partial<Followed>]>([
    ['when ECS says so', [aDeployment()], {}],
    ['where nothing says it, when all runs', [aDeployment({ rolloutState: undefined })], {}],
    [
      'when another one came after it was done',
      [aDeployment({ id: 'ecs-svc/2', createdAt: later, ...under })],
      { record: { status: 'SUCCESSFUL' } },
    ],
  ])('%s', (_, deployments, more) => {
    expect(judged(deployments, more)).toMatchObject({ kind: 'done' });
  });
});

describe('a deployment is waited for', () => {
  const lacking = (more: Partial<Deployment> = {}) => aDeployment({ ...under, runningCount: 1, ...more });
  const onNodes: Task = { lastStatus: 'PROVISIONING', capacityProviderName: 'nodes' };
  const onSpot: Task = { lastStatus: 'PROVISIONING', capacityProviderName: 'FARGATE_SPOT' };

  it.each<[string, Deployment[], Partial<Followed>, string]>([
    ['and tasks just start', [lacking({ pendingCount: 2 })], { tasks: [onSpot] }, '2 of 3 tasks to run'],
    [
      'of one task',
      [lacking({ runningCount: 0, desiredCount: 1, pendingCount: 1 })],
      {},
      'its one task to run',
    ],
    [
      'and instances have to come',
      [lacking({ pendingCount: 2 })],
      { tasks: [onNodes, onNodes] },
      '2 of 3 tasks to run, 2 waiting for an instance of nodes',
    ],
    [
      'and no instance has room',
      [lacking()],
      {
        problem:
          'was unable to place a task because no container instance met all of its requirements. Reason: ' +
          'The closest one has insufficient CPU units available. For more information, see the Troubleshooting section',
      },
      '2 of 3 tasks to run, ECS was unable to place a task because no container instance met all of its ' +
        'requirements: The closest one has insufficient CPU units available',
    ],
    [
      'and its tasks stop',
      [lacking({ failedTasks: 2 })],
      { tasks: [stopped('CannotPullContainerError: no'), stopped('CannotPullContainerError: no')] },
      '2 of 3 tasks to run, 2 tasks stopped: CannotPullContainerError: no',
    ],
    [
      'and tasks of before have to stop',
      [aDeployment(under), old({ runningCount: 1, pendingCount: 1 })],
      {},
      '2 tasks of before to stop',
    ],
    ['and ECS has only to say so', [aDeployment(under)], {}, 'ECS to call the deployment complete'],
    [
      'and ECS does not show it yet',
      [old({ status: 'PRIMARY', createdAt: before })],
      {},
      'ECS to show deployment ecs-svc/1',
    ],
  ])('%s', (_, deployments, more, words) => {
    expect(judged(deployments, more)).toEqual({ kind: 'waiting', for: words });
  });
});

describe('a deployment has failed', () => {
  const failed = aDeployment({
    status: 'ACTIVE',
    rolloutState: 'FAILED',
    rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    runningCount: 0,
  });
  const rollback = aDeployment({
    id: 'ecs-svc/2',
    createdAt: later,
    ...under,
    capacityProviderStrategy: strategyFor('FARGATE'),
  });
  const record: ServiceDeploymentBrief = { status: 'ROLLBACK_SUCCESSFUL', statusReason: 'The threshold.' };
  const breaker = 'ECS deployment circuit breaker: tasks failed to start';

  it.each<[string, Deployment[], Partial<Followed>, Partial<Service>, string]>([
    [
      'and is being rolled back',
      [rollback, failed],
      { tasks: [stopped(capacity), stopped(capacity), stopped('Scaling activity initiated by (x)')] },
      {},
      `deployment ecs-svc/1 failed: ${breaker}; 2 tasks stopped: Capacity is unavailable at this time; ` +
        'ECS is rolling the service back to FARGATE:weight=1; ' +
        'wait until there is capacity again, or give weight to another capacity provider',
    ],
    [
      'and was rolled back, as the record of it says',
      [{ ...rollback, rolloutState: 'COMPLETED' }],
      { record },
      {},
      'deployment ecs-svc/1 failed: The threshold; ECS has rolled the service back to FARGATE:weight=1; ' +
        'mend what keeps its tasks from running',
    ],
    [
      'and was rolled back, as the events say',
      [{ ...rollback, rolloutState: 'COMPLETED', capacityProviderStrategy: [], launchType: 'EC2' }],
      {},
      {
        events: [
          { message: '(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start.' },
        ],
      },
      'deployment ecs-svc/1 failed; ECS has rolled the service back to launch type EC2; ' +
        'mend what keeps its tasks from running',
    ],
    [
      'and stays as it is',
      [{ ...failed, status: 'PRIMARY' }, old()],
      { problem: 'was unable to place a task. Reason: Nowhere. For more information, see the page' },
      {},
      `deployment ecs-svc/1 failed: ${breaker}; ECS was unable to place a task: Nowhere; ` +
        'ECS starts no more tasks of it; mend what keeps its tasks from running',
    ],
    [
      'with what went wrong in its containers',
      [{ ...failed, status: 'PRIMARY' }],
      {
        tasks: [
          stopped('Essential container in task exited', { containers: [{ name: 'app', exitCode: 3 }] }),
          stopped('Task failed to start', { containers: [{ name: 'app', reason: 'no image. Try later.' }] }),
          stopped('Task failed to start', { containers: [{ name: 'app', reason: 'no image. Try later.' }] }),
        ],
      },
      {},
      `deployment ecs-svc/1 failed: ${breaker}; 2 tasks stopped: Task failed to start, app: no image; ` +
        '1 task stopped: Essential container in task exited, app with exit code 3; ' +
        'ECS starts no more tasks of it; mend what keeps its tasks from running',
    ],
    [
      'by another one',
      [rollback],
      {},
      {},
      'deployment ecs-svc/1 gave way to ecs-svc/2, which somebody else has begun, with FARGATE:weight=1; ' +
        'run the same command again to see what is left to do',
    ],
    ['with the service', [failed], {}, { status: 'DRAINING' }, 'service web is being deleted'],
  ])('%s', (_, deployments, more, service, why) => {
    expect(judged(deployments, more, service)).toEqual({ kind: 'failed', why });
  });
});

import { describe, expect, it } from 'vitest';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { thresholdOf } from '../../../../../src/sandbox/services/ecs/circuit-breaker.ts';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import {
  DescribeServiceDeployments,
  ListServiceDeployments,
} from '../../../../../src/sandbox/services/ecs/deployments.ts';
import { UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { DescribeServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks, ListTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import type { Rules } from '../../../../../src/sandbox/world/rules.ts';
import { type PracticeWorld, worldWithWeb } from '../../world/practice-world.ts';
import { fleet, run } from './small-fleet.ts';

const web = { cluster: 'prod', service: 'web' };
const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const rollingBack = { enable: true, rollback: true };

/** `web` of so many tasks in a cluster with Fargate, and a repository `web` that has an image `1`. */
async function estate(desired = 2, rules: Partial<Rules> = {}): Promise<PracticeWorld> {
  const practice = worldWithWeb(desired, rules);
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  PutClusterCapacityProviders(
    { cluster: 'prod', capacityProviders, defaultCapacityProviderStrategy: [] },
    practice.call,
  );
  await CreateRepository({ repositoryName: 'web' }, practice.call);
  plantImage({ repositoryName: 'web', content: 'one', tags: ['1'] }, practice.call);
  practice.pass(60);
  return practice;
}

function deploy(practice: PracticeWorld, image: string, breaker?: { enable: boolean; rollback: boolean }) {
  RegisterTaskDefinition({ family: 'web', containerDefinitions: [{ name: 'web', image }] }, practice.call);
  const deploymentConfiguration = breaker && { deploymentCircuitBreaker: breaker };
  UpdateService({ ...web, taskDefinition: 'web', deploymentConfiguration }, practice.call);
}

function seen(practice: PracticeWorld) {
  const { services } = DescribeServices({ cluster: 'prod', services: ['web'] }, practice.call);
  const { deployments = [], events = [], ...service } = services?.[0] ?? {};
  return { ...service, deployments, messages: events.map(({ message = '' }) => message) };
}

function stopped(practice: PracticeWorld) {
  const { taskArns } = ListTasks(
    { cluster: 'prod', serviceName: 'web', desiredStatus: 'STOPPED' },
    practice.call,
  );
  return DescribeTasks({ cluster: 'prod', tasks: taskArns }, practice.call).tasks ?? [];
}

function lastDeployment(practice: PracticeWorld) {
  const { serviceDeployments: briefs = [] } = ListServiceDeployments(web, practice.call);
  const serviceDeploymentArns = [briefs[0]?.serviceDeploymentArn ?? ''];
  const { serviceDeployments = [] } = DescribeServiceDeployments({ serviceDeploymentArns }, practice.call);
  return { brief: briefs[0], count: briefs.length, ...serviceDeployments[0] };
}

describe('an image', () => {
  it.each([
    ['that its repository has', `${registry}/web:1`, 'COMPLETED'],
    ['of a repository that is not here', `${registry}/other:1`, 'COMPLETED'],
    ['of another account', '210987654321.dkr.ecr.us-east-1.amazonaws.com/web:2', 'COMPLETED'],
    ['of another region', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:2', 'COMPLETED'],
    ['of another registry', 'public.ecr.aws/web:2', 'COMPLETED'],
    ['that its repository has not', `${registry}/web:2`, 'IN_PROGRESS'],
    ['without a tag, where there is no latest', `${registry}/web`, 'IN_PROGRESS'],
    ['by a digest that is not there', `${registry}/web@sha256:${'0'.repeat(64)}`, 'IN_PROGRESS'],
  ])('%s', async (_, image, state) => {
    const practice = await estate();
    deploy(practice, image);
    practice.pass(300);
    expect(seen(practice).deployments[0]?.rolloutState).toBe(state);
  });

  it('that cannot be pulled is the reason of tasks that stop, which come ever more seldom', async () => {
    const practice = await estate();
    deploy(practice, `${registry}/web:2`);
    practice.pass(120);
    const [first] = stopped(practice);
    expect(first).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart' });
    expect(first?.stoppedReason).toMatch(/^CannotPullContainerError: .*\/web:2: not found$/);
    expect(first?.startedAt).toBeUndefined();
    practice.pass(3 * 3600);
    const few = stopped(practice).length;
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(8);
    expect(seen(practice)).toMatchObject({ runningCount: 2 });
  });

  it('is the reason of the container on an instance', () => {
    const practice = fleet({ least: 1 });
    CreateRepository({ repositoryName: 'job' }, practice.call);
    const containerDefinitions = [{ name: 'app', image: `${registry}/job:1`, cpu: 64, memory: 64 }];
    RegisterTaskDefinition({ family: 'job', containerDefinitions }, practice.call);
    run(practice, 1, 'EC2');
    practice.pass(120);
    const [task] = stopped(practice);
    expect(task?.stoppedReason).toBe('Task failed to start');
    expect(task?.containers?.[0]?.reason).toMatch(/^CannotPullContainerError: .*Requested image not found$/);
  });
});

describe('the circuit breaker', () => {
  it('puts the service back to what was deployed before', async () => {
    const practice = await estate();
    const before = seen(practice);
    deploy(practice, `${registry}/web:2`, rollingBack);
    const failing = seen(practice).deployments[0];
    practice.pass(60);
    expect(seen(practice).deployments[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 2 });
    practice.pass(60);
    const [primary, failed] = seen(practice).deployments;
    expect(primary).toMatchObject({
      status: 'PRIMARY',
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${before.deployments[0]?.id}.`,
      taskDefinition: before.taskDefinition,
    });
    expect(failed).toMatchObject({
      id: failing?.id,
      status: 'ACTIVE',
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    });
    expect([failing?.id, before.deployments[0]?.id]).not.toContain(primary?.id);
    expect(lastDeployment(practice)).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
      rollback: { serviceRevisionArn: before.currentServiceRevisions?.[0]?.arn },
    });
    practice.pass(120);
    const after = seen(practice);
    expect(after.deployments).toMatchObject([{ id: primary?.id, rolloutState: 'COMPLETED' }]);
    expect(after.deployments[0]?.rolloutStateReason).toBe(`ECS deployment ${primary?.id} completed.`);
    expect(after).toMatchObject({ taskDefinition: before.taskDefinition, runningCount: 2 });
    expect(lastDeployment(practice)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', count: 2 });
    expect(lastDeployment(practice).brief?.statusReason).toContain('threshold was exceeded');
    expect(after.messages).toContain(
      `(service web) (deployment ${failing?.id}) deployment failed: tasks failed to start.`,
    );
    expect(after.messages).toContain(
      `(service web) rolling back to deployment ${before.deployments[0]?.id}.`,
    );
  });

  it('without rollback starts nothing more, and leaves the old tasks', async () => {
    const practice = await estate();
    deploy(practice, `${registry}/web:2`, { enable: true, rollback: false });
    practice.pass(300);
    const failed = seen(practice);
    expect(failed.deployments.map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
      ['PRIMARY', 'FAILED'],
      ['ACTIVE', 'COMPLETED'],
    ]);
    expect(lastDeployment(practice)).toMatchObject({ status: 'STOPPED', stoppedAt: expect.any(Date) });
    const count = stopped(practice).length;
    practice.pass(1800);
    expect(stopped(practice)).toHaveLength(count);
    expect(seen(practice)).toMatchObject({ runningCount: 2, pendingCount: 0 });
  });

  it('that is off lets a deployment go on, which ends when its tasks can start', async () => {
    const practice = await estate();
    deploy(practice, `${registry}/web:2`);
    practice.pass(600);
    expect(seen(practice).deployments[0]).toMatchObject({ rolloutState: 'IN_PROGRESS' });
    expect(lastDeployment(practice).deploymentCircuitBreaker?.status).toBe('DISABLED');
    plantImage({ repositoryName: 'web', content: 'two', tags: ['2'] }, practice.call);
    practice.pass(1800);
    expect(seen(practice).deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }]);
  });

  it('does not roll a rollback back', async () => {
    const practice = await estate();
    deploy(practice, `${registry}/web:1`);
    practice.pass(300);
    deploy(practice, `${registry}/web:2`, rollingBack);
    // The service keeps to the digest that the tag stood for: the tag alone would not be missed.
    practice.region.ecr.repositories.get('web')?.manifests.clear();
    practice.pass(1200);
    expect(lastDeployment(practice)).toMatchObject({ status: 'ROLLBACK_FAILED' });
    expect(seen(practice).deployments[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'FAILED' });
  });

  it('puts the strategy back as well', async () => {
    const practice = await estate(2, { fargateSpotTasks: 0 });
    const move = (capacityProvider: string, more = {}) =>
      UpdateService(
        {
          ...web,
          capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
          forceNewDeployment: true,
          ...more,
        },
        practice.call,
      );
    move('FARGATE', { deploymentConfiguration: { deploymentCircuitBreaker: rollingBack } });
    practice.pass(200);
    move('FARGATE_SPOT');
    practice.pass(400);
    expect(seen(practice)).toMatchObject({
      runningCount: 2,
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    });
    expect(lastDeployment(practice)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' });
  });

  it.each([
    [1, undefined, 3],
    [7, undefined, 4],
    [25, undefined, 13],
    [900, undefined, 200],
    [10, { type: 'COUNT', value: 1 }, 1],
    [900, { type: 'UNBOUNDED_PERCENT', value: 40 }, 360],
  ] as const)(
    'of %i tasks, as %j, breaks after %i failures',
    async (desired, thresholdConfiguration, count) => {
      const practice = worldWithWeb(1);
      const service = practice.service();
      service.desiredCount = desired;
      const deploymentCircuitBreaker = { ...rollingBack, thresholdConfiguration };
      service.settings.deploymentConfiguration = { deploymentCircuitBreaker };
      expect(thresholdOf(service)).toBe(count);
    },
  );
});

describe('Fargate Spot without room', () => {
  it('lets tasks stop, and is said by an event', async () => {
    const practice = await estate(4, { fargateSpotTasks: 1 });
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
    UpdateService({ ...web, capacityProviderStrategy, forceNewDeployment: true }, practice.call);
    practice.pass(300);
    const told =
      'Capacity is unavailable at this time. Please try again later or in a different availability zone';
    const refused = stopped(practice).filter(({ stoppedReason }) => stoppedReason === told);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ stopCode: 'TaskFailedToStart', capacityProviderName: 'FARGATE_SPOT' });
    const spots = practice
      .service()
      .tasks.filter(({ capacityProvider, status }) => capacityProvider && status === 'RUNNING');
    expect(spots).toHaveLength(1);
    expect(seen(practice)).toMatchObject({ runningCount: 4 });
    expect(seen(practice).messages).toContainEqual(
      expect.stringContaining(`was unable to place a task. Reason: ${told}.`),
    );
    practice.world.rules.fargateSpotTasks = 4;
    practice.pass(3600);
    expect(seen(practice).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 4 }]);
  });
});

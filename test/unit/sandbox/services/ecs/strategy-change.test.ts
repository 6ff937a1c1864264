import { describe, expect, it } from 'vitest';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { DescribeServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const web = { cluster: 'prod', service: 'web' };
const on = (capacityProvider: string, weight = 1) => ({ capacityProvider, weight });

function estate(): PracticeWorld {
  const practice = worldWithWeb();
  const input = { cluster: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] };
  PutClusterCapacityProviders({ ...input, defaultCapacityProviderStrategy: [] }, practice.call);
  practice.pass(60);
  return practice;
}

function move(practice: PracticeWorld, more: Omit<Parameters<typeof UpdateService>[0], 'service'>) {
  return UpdateService({ ...web, ...more }, practice.call);
}

function seen(practice: PracticeWorld) {
  return DescribeServices({ cluster: 'prod', services: ['web'] }, practice.call).services?.[0];
}

describe('another strategy of a service', () => {
  it('needs a forced deployment, and the same one none', () => {
    const practice = estate();
    const capacityProviderStrategy = [on('FARGATE'), on('FARGATE_SPOT', 4)];
    expect(refusal(() => move(practice, { capacityProviderStrategy }))).toMatch(
      /^InvalidParameterException: .*you must force a new deployment\.$/,
    );
    move(practice, { capacityProviderStrategy, forceNewDeployment: true });
    const id = seen(practice)?.deployments?.[0]?.id;
    move(practice, { capacityProviderStrategy: capacityProviderStrategy.toReversed() });
    expect(seen(practice)?.deployments?.[0]?.id).toBe(id);
    expect(refusal(() => move(practice, { capacityProviderStrategy: [] }))).toContain('force');
  });

  it.each([
    ['FARGATE', { launchType: 'FARGATE' as const }],
    ['FARGATE', { capacityProviderStrategy: [on('FARGATE_SPOT')] }],
  ])('that is empty brings it back to launch type %s', (launchType, settings) => {
    const practice = estate();
    CreateService({ cluster: 'prod', serviceName: 'two', taskDefinition: 'web', ...settings }, practice.call);
    const two = { cluster: 'prod', service: 'two', forceNewDeployment: true };
    UpdateService({ ...two, capacityProviderStrategy: [on('FARGATE')] }, practice.call);
    const { service } = UpdateService({ ...two, capacityProviderStrategy: [] }, practice.call) as {
      service: object;
    };
    expect(service).toMatchObject({ launchType, capacityProviderStrategy: undefined });
  });

  it.each([
    ['CODE_DEPLOY', 'Use AWS CodeDeploy to trigger a new deployment.'],
    ['EXTERNAL', 'Use a task set.'],
  ] as const)('is not taken with controller %s', (type, way) => {
    const practice = estate();
    const deploymentController = { type };
    CreateService(
      {
        cluster: 'prod',
        serviceName: 'two',
        taskDefinition: 'web',
        launchType: 'FARGATE',
        deploymentController,
      },
      practice.call,
    );
    const two = { cluster: 'prod', service: 'two', forceNewDeployment: true };
    const strategy = { capacityProviderStrategy: [on('FARGATE')] };
    for (const more of [strategy, {}]) {
      const told = refusal(() => UpdateService({ ...two, ...more }, practice.call));
      expect(told).toContain(`on services with a ${type} deployment controller. ${way}`);
    }
  });

  it('is not taken for a daemon', () => {
    const practice = estate();
    const daemon = { cluster: 'prod', serviceName: 'two', schedulingStrategy: 'DAEMON' as const };
    const strategy = { capacityProviderStrategy: [on('FARGATE')] };
    const make = (more: object) =>
      CreateService({ ...daemon, taskDefinition: 'web', ...more }, practice.call);
    expect(refusal(() => make(strategy))).toContain('DAEMON scheduling strategy');
    make({ launchType: 'EC2' });
    const change = { cluster: 'prod', service: 'two', forceNewDeployment: true, ...strategy };
    expect(refusal(() => UpdateService(change, practice.call))).toContain('DAEMON scheduling strategy');
  });
});

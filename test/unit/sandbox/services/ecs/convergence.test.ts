import { describe, expect, it } from 'vitest';
import {
  DescribeServiceDeployments,
  DescribeServiceRevisions,
  ListServiceDeployments,
} from '../../../../../src/sandbox/services/ecs/deployments.ts';
import {
  CreateService,
  DeleteService,
  UpdateService,
} from '../../../../../src/sandbox/services/ecs/services.ts';
import { DescribeServices, ListServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import { pendingCount, runningCount } from '../../../../../src/sandbox/services/ecs/state.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks, ListTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const web = { cluster: 'prod', service: 'web' };

function seen(practice: PracticeWorld) {
  const { services } = DescribeServices({ cluster: 'prod', services: ['web'] }, practice.call);
  const [service] = services ?? [];
  if (!service) throw new Error('no service');
  return service;
}

function messages(practice: PracticeWorld): string[] {
  return (seen(practice).events ?? []).map(({ message = '' }) => message.replaceAll(/[0-9a-f]{32}/g, 'ID'));
}

describe('a service', () => {
  it('gets its tasks some tens of seconds after they are wanted', () => {
    const practice = worldWithWeb(2);
    UpdateService({ ...web, desiredCount: 4 }, practice.call);
    practice.pass(10);
    expect(seen(practice)).toMatchObject({ desiredCount: 4, runningCount: 2, pendingCount: 2 });
    practice.pass(50);
    expect(seen(practice)).toMatchObject({ desiredCount: 4, runningCount: 4, pendingCount: 0 });
    expect(seen(practice).deployments).toHaveLength(1);
  });

  it('starts many tasks step by step', () => {
    const practice = worldWithWeb(1);
    UpdateService({ ...web, desiredCount: 40 }, practice.call);
    practice.pass(10);
    expect(pendingCount(practice.service())).toBe(10);
    practice.pass(90);
    expect(runningCount(practice.service())).toBe(40);
  });

  it('tells what it does, the newest first', () => {
    const practice = worldWithWeb(1);
    UpdateService({ ...web, desiredCount: 2 }, practice.call);
    practice.pass(60);
    UpdateService({ ...web, desiredCount: 1 }, practice.call);
    practice.pass(60);
    expect(messages(practice).slice(0, 5)).toEqual([
      '(service web) has reached a steady state.',
      '(service web) has stopped 1 running tasks: (task ID).',
      '(service web) has reached a steady state.',
      expect.stringMatching(
        /^\(service web\) registered 1 targets in \(target-group arn:aws:elasticloadbalancing:/,
      ),
      '(service web) has started 1 tasks: (task ID).',
    ]);
  });

  it('says every six hours that it is steady', () => {
    const practice = worldWithWeb(1);
    const before = messages(practice).length;
    practice.pass(13 * 3600);
    expect(messages(practice).length - before).toBe(2);
  });

  it('replaces its tasks in a deployment without ever having too few', () => {
    const practice = worldWithWeb(3);
    const [old] = seen(practice).deployments ?? [];
    RegisterTaskDefinition(
      { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:2' }] },
      practice.call,
    );
    UpdateService({ ...web, taskDefinition: 'web' }, practice.call);
    expect(seen(practice).deployments?.map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
      ['PRIMARY', 'IN_PROGRESS'],
      ['ACTIVE', 'COMPLETED'],
    ]);
    for (let seconds = 0; seconds < 120; seconds += 10) {
      practice.pass(10);
      expect(seen(practice).runningCount).toBeGreaterThanOrEqual(3);
      expect(
        practice.service().tasks.filter(({ status }) => status !== 'STOPPED').length,
      ).toBeLessThanOrEqual(6);
    }
    const [deployment, ...others] = seen(practice).deployments ?? [];
    expect(others).toEqual([]);
    expect(deployment?.id).not.toBe(old?.id);
    expect(deployment).toMatchObject({ rolloutState: 'COMPLETED', runningCount: 3 });
    expect(deployment?.taskDefinition).toMatch(/web:2$/);
    expect(messages(practice)).toContain(
      `(service web) (deployment ${deployment?.id}) deployment completed.`,
    );
  });

  it('keeps a record of its deployments and revisions', () => {
    const practice = worldWithWeb(1);
    const monitoring = { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] };
    UpdateService({ ...web, monitoring }, practice.call);
    practice.pass(120);
    const { serviceDeployments: list } = ListServiceDeployments(web, practice.call);
    expect(list?.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
    const { serviceRevisions } = DescribeServiceRevisions(
      { serviceRevisionArns: [list?.[0]?.targetServiceRevisionArn ?? ''] },
      practice.call,
    );
    expect(serviceRevisions?.[0]?.monitoring).toEqual(monitoring);
    const { serviceDeployments, failures } = DescribeServiceDeployments(
      {
        serviceDeploymentArns: [
          list?.[0]?.serviceDeploymentArn ?? '',
          'arn:aws:ecs:us-east-1:1:service-deployment/x/y/z',
        ],
      },
      practice.call,
    );
    expect(serviceDeployments?.[0]?.targetServiceRevision?.runningTaskCount).toBe(1);
    expect(failures).toHaveLength(1);
  });

  it('writes metrics every twenty seconds where its revision says so', () => {
    const practice = worldWithWeb(1);
    practice.region.demand.set('prod/web', {
      kind: 'requests',
      rate: () => 1,
      requestsAtFullCpu: 2,
      idleCpu: 0,
      idleMemory: 1,
      busyMemory: 1,
      responseSeconds: 1,
    });
    const cpu = () =>
      [...practice.region.cloudwatch.series.values()].find(
        ({ metric }) => metric.MetricName === 'CPUUtilization',
      )?.length ?? 0;
    practice.pass(600);
    expect(cpu()).toBe(10);
    const monitoring = { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] };
    UpdateService({ ...web, monitoring }, practice.call);
    practice.pass(600);
    expect(cpu()).toBe(40);
  });

  it('is deleted only when it has been scaled to none, or by force', () => {
    const practice = worldWithWeb(1);
    expect(refusal(() => DeleteService(web, practice.call))).toMatch(
      /^InvalidParameterException: .*scaled above 0/,
    );
    DeleteService({ ...web, force: true }, practice.call);
    expect(seen(practice).status).toBe('DRAINING');
    practice.pass(60);
    expect(seen(practice).status).toBe('INACTIVE');
    expect(refusal(() => UpdateService({ ...web, desiredCount: 1 }, practice.call))).toMatch(
      /^ServiceNotActiveException/,
    );
    expect(
      refusal(() =>
        CreateService({ cluster: 'prod', serviceName: 'web', taskDefinition: 'web' }, practice.call),
      ),
    ).toBe('');
  });
});

describe('requests about services', () => {
  const practice = worldWithWeb(2);

  it.each<[string, () => unknown, RegExp]>([
    [
      'a missing cluster',
      () => DescribeServices({ cluster: 'nope', services: ['web'] }, practice.call),
      /^ClusterNotFoundException: Cluster not found\./,
    ],
    [
      'no services',
      () => DescribeServices({ cluster: 'prod', services: [] }, practice.call),
      /^InvalidParameterException/,
    ],
    [
      'eleven services',
      () =>
        DescribeServices(
          { cluster: 'prod', services: Array.from({ length: 11 }, (_, i) => `s${i}`) },
          practice.call,
        ),
      /^InvalidParameterException/,
    ],
    [
      'an update of what is not there',
      () => UpdateService({ cluster: 'prod', service: 'nope' }, practice.call),
      /^ServiceNotFoundException/,
    ],
    [
      'a name that is taken',
      () => CreateService({ cluster: 'prod', serviceName: 'web', taskDefinition: 'web' }, practice.call),
      /not idempotent/,
    ],
    [
      'an unknown task definition',
      () => UpdateService({ ...web, taskDefinition: 'nope' }, practice.call),
      /^ClientException: TaskDefinition not found/,
    ],
    [
      'a strategy without force',
      () =>
        UpdateService(
          { ...web, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] },
          practice.call,
        ),
      /must force a new deployment/,
    ],
    [
      'a negative count',
      () => UpdateService({ ...web, desiredCount: -1 }, practice.call),
      /^InvalidParameterException/,
    ],
    [
      'too large a page',
      () => ListServices({ cluster: 'prod', maxResults: 101 }, practice.call),
      /^InvalidParameterException/,
    ],
    [
      'a token that is none',
      () => ListServices({ cluster: 'prod', nextToken: 'x' }, practice.call),
      /^InvalidParameterException/,
    ],
  ])('with %s are refused', (_what, attempt, message) => {
    expect(refusal(attempt)).toMatch(message);
  });

  it('name services in any way, and tell which are missing', () => {
    const arn = practice.service().arn;
    const answer = DescribeServices(
      { cluster: practice.service().cluster.arn, services: [arn, 'nope'] },
      practice.call,
    );
    expect(answer.services?.map(({ serviceName }) => serviceName)).toEqual(['web']);
    expect(answer.failures).toEqual([{ arn: arn.replace('/web', '/nope'), reason: 'MISSING' }]);
  });

  it('list ten services a page', () => {
    for (let index = 0; index < 11; index += 1) {
      CreateService({ cluster: 'prod', serviceName: `s${index}`, taskDefinition: 'web' }, practice.call);
    }
    const first = ListServices({ cluster: 'prod' }, practice.call);
    expect(first.serviceArns).toHaveLength(10);
    const { nextToken } = first;
    expect(ListServices({ cluster: 'prod', nextToken }, practice.call).serviceArns).toHaveLength(2);
  });

  it('describe the tasks of a service', () => {
    const { taskArns = [] } = ListTasks({ cluster: 'prod', serviceName: 'web' }, practice.call);
    const answer = DescribeTasks({ cluster: 'prod', tasks: [...taskArns, 'nope'] }, practice.call);
    expect(answer.tasks?.map(({ lastStatus, group }) => [lastStatus, group])).toEqual([
      ['RUNNING', 'service:web'],
      ['RUNNING', 'service:web'],
    ]);
    expect(answer.failures?.map(({ reason }) => reason)).toEqual(['MISSING']);
  });
});

import { describe, expect, it } from 'vitest';
import { CreateCluster, DescribeClusters } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks, ListTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const job = { cluster: 'prod', taskDefinition: 'job', launchType: 'FARGATE' } as const;
const instanceArn = 'arn:aws:ecs:us-east-1:123456789012:container-instance/prod/a1';

function worldWithJob(): PracticeWorld {
  const practice = worldWithWeb(1);
  RegisterTaskDefinition(
    {
      family: 'job',
      containerDefinitions: [{ name: 'job', image: 'job:1' }],
      tags: [{ key: 'kind', value: 'job' }],
    },
    practice.call,
  );
  return practice;
}

function described(practice: PracticeWorld, task = '') {
  return DescribeTasks({ cluster: 'prod', tasks: [task], include: ['TAGS'] }, practice.call).tasks?.[0];
}

function listed(practice: PracticeWorld, input: object = {}): number | undefined {
  return ListTasks({ cluster: 'prod', ...input }, practice.call).taskArns?.length;
}

function addInstance(practice: PracticeWorld, agentConnected: boolean): void {
  const instance = { containerInstanceArn: instanceArn, status: 'ACTIVE', agentConnected };
  practice.region.ecs.clusters.get('prod')?.containerInstances.set('a1', instance);
}

describe('a standalone task', () => {
  it('is started as it was asked for, and runs until it is stopped', () => {
    const practice = worldWithJob();
    const overrides = { containerOverrides: [{ name: 'job', command: ['once'] }] };
    const given = { startedBy: 'nightly', overrides, tags: [{ key: 'a', value: '1' }] };
    const { tasks, failures } = RunTask(
      { ...job, ...given, count: 2, propagateTags: 'TASK_DEFINITION' },
      practice.call,
    );
    expect(failures).toEqual([]);
    expect(tasks).toHaveLength(2);
    const arn = tasks?.[0]?.taskArn;
    expect(described(practice, arn)).toMatchObject({
      ...{ lastStatus: 'PROVISIONING', desiredStatus: 'RUNNING', group: 'family:job', startedBy: 'nightly' },
      ...{ launchType: 'FARGATE', overrides },
      tags: [
        { key: 'kind', value: 'job' },
        { key: 'a', value: '1' },
      ],
    });
    practice.pass(24 * 3600);
    expect(described(practice, arn)?.lastStatus).toBe('RUNNING');
    StopTask({ cluster: 'prod', task: arn, reason: '그만' }, practice.call);
    practice.pass(30);
    expect(described(practice, arn)).toMatchObject({
      ...{
        lastStatus: 'STOPPED',
        desiredStatus: 'STOPPED',
        stopCode: 'UserInitiated',
        stoppedReason: '그만',
      },
      containers: [{ exitCode: 0 }],
    });
    practice.pass(3700);
    expect(described(practice, arn)).toBeUndefined();
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn, tags: { kind: 'job', a: '1' } }]);
  });

  it('is counted and listed with those of the services', () => {
    const practice = worldWithJob();
    RunTask({ ...job, group: 'batch', startedBy: 'me' }, practice.call);
    practice.pass(120);
    const [cluster] = DescribeClusters({ clusters: ['prod'] }, practice.call).clusters ?? [];
    expect(cluster).toMatchObject({ runningTasksCount: 2, pendingTasksCount: 0, activeServicesCount: 1 });
    expect(listed(practice)).toBe(2);
    expect(listed(practice, { family: 'job' })).toBe(1);
    expect(listed(practice, { startedBy: 'me' })).toBe(1);
    expect(listed(practice, { serviceName: 'web' })).toBe(1);
    expect(listed(practice, { launchType: 'EC2' })).toBe(0);
  });

  it('that never ran has no exit code', () => {
    const practice = worldWithJob();
    const task = RunTask(job, practice.call).tasks?.[0]?.taskArn;
    StopTask({ cluster: 'prod', task }, practice.call);
    practice.pass(30);
    expect(described(practice, task)?.containers?.[0]).not.toHaveProperty('exitCode', 0);
  });

  it('is started once by a request that is repeated', () => {
    const practice = worldWithJob();
    const once = { ...job, clientToken: 'same' };
    const arns = [1, 2].map(() => RunTask(once, practice.call).tasks?.map(({ taskArn }) => taskArn));
    expect(arns[0]).toEqual(arns[1]);
    expect(listed(practice, { family: 'job' })).toBe(1);
  });

  it.each<[string, object, RegExp]>([
    ['eleven at once', { count: 11 }, /^InvalidParameterException: Count/],
    ['none', { count: 0 }, /^InvalidParameterException: Count/],
    ['a group of services', { group: 'service:web' }, /^InvalidParameterException: A group/],
    [
      'both kinds of capacity',
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      /^InvalidParameterException: Specifying both/,
    ],
    ['a cluster without instances', { launchType: 'EC2' }, /^InvalidParameterException: No Container/],
    ['no such task definition', { taskDefinition: 'nope' }, /^ClientException/],
    ['no such cluster', { cluster: 'nope' }, /^ClusterNotFoundException/],
  ])('is refused: %s', (_what, input, expected) => {
    const practice = worldWithJob();
    expect(refusal(() => RunTask({ ...job, ...input }, practice.call))).toMatch(expected);
  });

  it('in awsvpc mode needs a network', () => {
    const practice = worldWithJob();
    const containerDefinitions = [{ name: 'a', image: 'a' }];
    RegisterTaskDefinition({ family: 'net', containerDefinitions, networkMode: 'awsvpc' }, practice.call);
    const input = { ...job, taskDefinition: 'net' };
    expect(refusal(() => RunTask(input, practice.call))).toMatch(/Network Configuration must be provided/);
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
    RunTask({ ...input, networkConfiguration }, practice.call);
    const [task] = practice.region.ecs.clusters.get('prod')?.tasks ?? [];
    expect(task?.networkConfiguration).toEqual(networkConfiguration);
  });

  it('spreads over a strategy: the base first, then by weight', () => {
    const practice = worldWithJob();
    CreateCluster(
      {
        clusterName: 'mixed',
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        defaultCapacityProviderStrategy: [
          { capacityProvider: 'FARGATE', base: 2, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 3 },
        ],
      },
      practice.call,
    );
    const { tasks } = RunTask({ cluster: 'mixed', taskDefinition: 'job', count: 10 }, practice.call);
    const spots = tasks?.filter(({ capacityProviderName }) => capacityProviderName === 'FARGATE_SPOT');
    expect(spots).toHaveLength(6);
    expect(tasks?.slice(0, 2).map(({ capacityProviderName }) => capacityProviderName)).toEqual([
      'FARGATE',
      'FARGATE',
    ]);
  });

  it('finds no place on an instance whose agent is away, which is no error', () => {
    const practice = worldWithJob();
    addInstance(practice, false);
    const onMachines = { ...job, launchType: 'EC2', count: 2 } as const;
    const { tasks, failures } = RunTask(onMachines, practice.call);
    expect(tasks).toEqual([]);
    expect(failures).toEqual([
      { arn: instanceArn, reason: 'AGENT' },
      { arn: instanceArn, reason: 'AGENT' },
    ]);
    addInstance(practice, true);
    expect(RunTask(onMachines, practice.call).tasks?.[0]?.containerInstanceArn).toBe(instanceArn);
    expect(listed(practice, { containerInstance: 'a1' })).toBe(2);
  });
});

describe("stopping a service's task", () => {
  it('makes the service start another', () => {
    const practice = worldWithJob();
    const [task] = practice.service().tasks;
    const stopped = StopTask({ cluster: 'prod', task: task?.id }, practice.call).task;
    expect(stopped).toMatchObject({ group: 'service:web', stoppedReason: 'Task stopped by user' });
    practice.pass(120);
    const statuses = practice.service().tasks.map(({ status, stopCode }) => [status, stopCode]);
    expect(statuses).toEqual([
      ['STOPPED', 'UserInitiated'],
      ['RUNNING', undefined],
    ]);
    expect(refusal(() => StopTask({ cluster: 'prod', task: 'nope' }, practice.call))).toMatch(
      /^InvalidParameterException: The referenced task was not found/,
    );
  });
});

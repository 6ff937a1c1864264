import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import { PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { type PracticeWorld, worldWithWeb } from '../../world/practice-world.ts';

const account = 'us-east-1:123456789012';
const queueArn = `arn:aws:sqs:${account}:heard`;

interface TaskEvent {
  readonly 'detail-type': string;
  readonly source: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>> & { readonly version: number };
}

/** `web` runs, and a queue hears whatever a rule of that pattern lets through. */
function worldThatListens(pattern: object = { source: ['aws.ecs'] }): PracticeWorld {
  const practice = worldWithWeb(2);
  const allowed = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } };
  const Policy = JSON.stringify({
    Statement: [{ ...allowed, Action: 'sqs:SendMessage', Resource: queueArn }],
  });
  CreateQueue({ QueueName: 'heard', Attributes: { Policy } }, practice.call);
  PutRule({ Name: 'tasks', EventPattern: JSON.stringify(pattern) }, practice.call);
  PutTargets({ Rule: 'tasks', Targets: [{ Id: 'queue', Arn: queueArn }] }, practice.call);
  return practice;
}

function heard({ region }: PracticeWorld): TaskEvent[] {
  const messages = region.sqs.queues.get('heard')?.messages ?? [];
  return messages.map(({ body }) => JSON.parse(body) as TaskEvent);
}

function statuses(practice: PracticeWorld): string[] {
  return heard(practice).map(({ detail }) => `${detail.lastStatus} ${detail.desiredStatus}`);
}

function run(
  practice: PracticeWorld,
  containers: readonly ContainerDefinition[],
  command?: string[],
): string {
  const containerDefinitions = [...containers];
  RegisterTaskDefinition({ family: 'job', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
  const overrides = command && { containerOverrides: [{ name: 'job', command }] };
  const input = { cluster: 'prod', taskDefinition: 'job', launchType: 'FARGATE', overrides } as const;
  return RunTask(input, practice.call).tasks?.[0]?.taskArn ?? '';
}

const failing = { name: 'job', image: 'job:1', command: ['sh', '-c', 'sleep 15; exit 1'] };

describe('a task that ends by itself', () => {
  it('tells of each of its changes, in order by its version', () => {
    const practice = worldThatListens();
    const arn = run(practice, [failing]);
    practice.pass(300);
    expect(statuses(practice)).toEqual([
      ...['PROVISIONING RUNNING', 'PENDING RUNNING', 'RUNNING RUNNING'],
      ...['DEACTIVATING STOPPED', 'STOPPED STOPPED'],
    ]);
    expect(heard(practice).map(({ detail }) => detail.version)).toEqual([1, 2, 3, 4, 5]);
    const last = heard(practice).at(-1);
    expect(last).toMatchObject({
      source: 'aws.ecs',
      'detail-type': 'ECS Task State Change',
      resources: [arn],
    });
    expect(last?.detail).toMatchObject({
      ...{ taskArn: arn, clusterArn: `arn:aws:ecs:${account}:cluster/prod`, group: 'family:job' },
      ...{ taskDefinitionArn: `arn:aws:ecs:${account}:task-definition/job:1`, launchType: 'FARGATE' },
      ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
      ...{ stoppedAt: expect.stringMatching(/^2026-03-04T09:0\d:\d\d\.000Z$/), cpu: '256', memory: '512' },
      containers: [{ name: 'job', image: 'job:1', lastStatus: 'STOPPED', exitCode: 1, taskArn: arn }],
      overrides: { containerOverrides: [{ name: 'job' }] },
      attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
    });
    const [task] = DescribeTasks({ cluster: 'prod', tasks: [arn] }, practice.call).tasks ?? [];
    expect(task).toMatchObject({
      version: 5,
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 1 }],
    });
  });

  it('goes on without a container that is not essential, and tells of its end', () => {
    const practice = worldThatListens();
    const setup = { name: 'setup', image: 'setup:1', command: ['false'], essential: false };
    run(practice, [{ name: 'job', image: 'job:1' }, setup]);
    practice.pass(300);
    expect(statuses(practice).slice(2)).toEqual(['RUNNING RUNNING', 'RUNNING RUNNING']);
    expect(heard(practice).at(-1)?.detail.containers).toMatchObject([
      { name: 'job', lastStatus: 'RUNNING' },
      { name: 'setup', lastStatus: 'STOPPED', exitCode: 1 },
    ]);
  });

  it('runs the command of its own where it has one', () => {
    const practice = worldThatListens();
    run(practice, [failing], ['true']);
    practice.pass(300);
    expect(heard(practice).at(-1)?.detail.containers).toMatchObject([{ exitCode: 0 }]);
  });

  it('is replaced where a service looks after it', () => {
    const practice = worldThatListens({ detail: { stopCode: ['EssentialContainerExited'] } });
    const containerDefinitions = [
      { name: 'web', image: 'web:1', command: ['sh', '-c', 'sleep 600; exit 2'] },
    ];
    RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
    UpdateService({ cluster: 'prod', service: 'web', taskDefinition: 'web' }, practice.call);
    practice.pass(900);
    expect(heard(practice).at(-1)?.detail).toMatchObject({
      ...{ group: 'service:web', startedBy: expect.stringMatching(/^ecs-svc\//) },
      containers: [{ name: 'web', exitCode: 2 }],
    });
    practice.pass(120);
    expect(practice.service().tasks.filter(({ status }) => status === 'RUNNING')).toHaveLength(2);
  });
});

describe('a task that is stopped', () => {
  const stopped = { detail: { lastStatus: ['STOPPED'] } };

  it('by its service tells that the scheduler did it, when it scales in and when it deploys', () => {
    const practice = worldThatListens(stopped);
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 1 }, practice.call);
    practice.pass(120);
    UpdateService({ cluster: 'prod', service: 'web', forceNewDeployment: true }, practice.call);
    practice.pass(300);
    const [primary] = practice.service().rollouts;
    const told = heard(practice).map(({ detail }) => [detail.stopCode, detail.stoppedReason]);
    expect(told).toHaveLength(2);
    for (const [code] of told) expect(code).toBe('ServiceSchedulerInitiated');
    expect(told[1]?.[1]).toBe(`Scaling activity initiated by (deployment ${primary?.id})`);
  });

  it('by a person tells so', () => {
    const practice = worldThatListens(stopped);
    const task = run(practice, [{ name: 'job', image: 'job:1' }]);
    practice.pass(120);
    StopTask({ cluster: 'prod', task, reason: '그만' }, practice.call);
    practice.pass(60);
    expect(heard(practice).map(({ detail }) => detail)).toMatchObject([
      { stopCode: 'UserInitiated', stoppedReason: '그만', containers: [{ exitCode: 0 }] },
    ]);
  });

  it('is heard of only by rules that ask for it', () => {
    const failures = {
      stopCode: ['EssentialContainerExited'],
      containers: { exitCode: [{ 'anything-but': 0 }] },
    };
    const practice = worldThatListens({ detail: { lastStatus: ['STOPPED'], ...failures } });
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 1 }, practice.call);
    run(practice, [{ ...failing, command: ['true'] }]);
    practice.pass(300);
    expect(heard(practice)).toEqual([]);
    run(practice, [failing]);
    practice.pass(300);
    expect(heard(practice)).toHaveLength(1);
  });
});

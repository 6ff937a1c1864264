import type { CreateScheduleCommandInput, Target } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { RunTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import {
  CreateSchedule,
  DeleteSchedule,
  UpdateSchedule,
} from '../../../../../src/sandbox/services/scheduler/schedules.ts';
import { ListSchedules } from '../../../../../src/sandbox/services/scheduler/schedules-read.ts';
import { ReceiveMessage } from '../../../../../src/sandbox/services/sqs/messages.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import type { PracticeWorld } from '../../world/practice-world.ts';
import { fleet } from '../ecs/small-fleet.ts';
import {
  clusterArn,
  deadLetters,
  jobArn,
  jobTarget,
  letters,
  makeQueue,
  makeRole,
  rights,
  roleArn,
  sum,
  worldWithJob,
} from '../events/job-world.ts';

const DAY = 24 * 3600;
const scheduleArn = 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/report';
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:inbox';
const toQueue = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn };

function jobOf(more: Partial<Target> = {}): Target {
  const { EcsParameters, DeadLetterConfig } = jobTarget();
  const { Tags: _none, ...ecs } = EcsParameters ?? { TaskDefinitionArn: undefined };
  return { Arn: clusterArn, RoleArn: roleArn, EcsParameters: ecs, DeadLetterConfig, ...more };
}

/** A world with the schedule `report`, whose role has these rights. */
function scheduled(
  change: Partial<CreateScheduleCommandInput>,
  statements: readonly object[] = [rights.run, rights.pass, rights.bury],
): PracticeWorld {
  const practice = worldWithJob();
  makeRole(practice, 'scheduler.amazonaws.com', statements);
  makeQueue(practice);
  CreateSchedule(report(change), practice.call);
  return practice;
}

function report(change: Partial<CreateScheduleCommandInput>): CreateScheduleCommandInput {
  const FlexibleTimeWindow = { Mode: 'OFF' } as const;
  const ScheduleExpression = 'cron(0 * * * ? *)';
  return { Name: 'report', ScheduleExpression, FlexibleTimeWindow, Target: jobOf(), ...change };
}

function startTimes({ region }: PracticeWorld): string[] {
  const tasks = region.ecs.clusters.get('prod')?.tasks ?? [];
  return tasks.map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 16));
}

function received(practice: PracticeWorld): string[] {
  const input = { QueueUrl: 'inbox', MaxNumberOfMessages: 10 };
  return ReceiveMessage(input, practice.call).Messages?.map(({ Body = '' }) => Body) ?? [];
}

describe('a schedule', () => {
  it('runs its task once each hour, through a day that is lived at once', () => {
    const practice = scheduled({});
    practice.pass(DAY);
    expect(startTimes(practice)).toHaveLength(24);
    expect(new Set(startTimes(practice)).size).toBe(24);
    expect(startTimes(practice)[0]).toBe('2026-03-04T10:00');
    const [task] = practice.region.ecs.clusters.get('prod')?.tasks ?? [];
    expect(task).toMatchObject({ startedBy: 'chronos-schedule/report', overrides: undefined });
  });

  it('is named by its task as far as there is room for its name', () => {
    const practice = scheduled({ Name: 'a-report-with-a-long-name' });
    practice.pass(3600);
    const [task] = practice.region.ecs.clusters.get('prod')?.tasks ?? [];
    expect(task?.startedBy).toBe('chronos-schedule/a-report-with-a-lon');
  });

  it('begins a rate at once, and counts on when it is updated', () => {
    const practice = scheduled({ ScheduleExpression: 'rate(1 hour)' });
    practice.pass(90 * 60);
    UpdateSchedule(report({ ScheduleExpression: 'rate(1 hour)', Description: 'again' }), practice.call);
    practice.pass(90 * 60);
    const hours = ['2026-03-04T09:00', '2026-03-04T10:00', '2026-03-04T11:00', '2026-03-04T12:00'];
    expect(startTimes(practice)).toEqual(hours);
  });

  it('keeps within its StartDate and EndDate', () => {
    const practice = scheduled({
      ScheduleExpression: 'rate(1 hour)',
      StartDate: new Date('2026-03-04T10:30:00Z'),
      EndDate: new Date('2026-03-04T12:30:00Z'),
    });
    practice.pass(DAY);
    expect(startTimes(practice)).toEqual(['2026-03-04T10:30', '2026-03-04T11:30', '2026-03-04T12:30']);
  });

  it('goes by the clocks of its time zone, and leaves out what they do not show', () => {
    const practice = scheduled({
      ScheduleExpression: 'cron(30 2 * * ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
    });
    practice.pass(5 * DAY);
    const days = ['2026-03-05T07:30', '2026-03-06T07:30', '2026-03-07T07:30', '2026-03-09T06:30'];
    expect(startTimes(practice)).toEqual(days);
  });

  it('does not repeat what the clocks show twice', () => {
    const practice = scheduled({
      ScheduleExpression: 'cron(30 0-3 1 11 ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
    });
    practice.pass(300 * DAY);
    const night = ['2026-11-01T04:30', '2026-11-01T05:30', '2026-11-01T07:30', '2026-11-01T08:30'];
    expect(startTimes(practice)).toEqual(night);
  });

  it('of one time runs once, and stays unless it is to be deleted', () => {
    const once = { ScheduleExpression: 'at(2026-03-05T08:15:00)', ScheduleExpressionTimezone: 'Asia/Seoul' };
    const practice = scheduled(once);
    CreateSchedule(report({ ...once, Name: 'gone', ActionAfterCompletion: 'DELETE' }), practice.call);
    practice.pass(3 * DAY);
    expect(startTimes(practice)).toEqual(['2026-03-04T23:15', '2026-03-04T23:15']);
    expect(ListSchedules({}, practice.call).Schedules?.map(({ Name }) => Name)).toEqual(['report']);
  });

  it('is deleted after its last time before the EndDate', () => {
    const practice = scheduled({
      EndDate: new Date('2026-03-04T11:30:00Z'),
      ActionAfterCompletion: 'DELETE',
    });
    practice.pass(3600);
    expect(ListSchedules({}, practice.call).Schedules).toHaveLength(1);
    practice.pass(3600);
    expect(ListSchedules({}, practice.call).Schedules).toEqual([]);
    expect(startTimes(practice)).toEqual(['2026-03-04T10:00', '2026-03-04T11:00']);
  });

  it('does nothing while it is disabled, nor when it is gone', () => {
    const practice = scheduled({ State: 'DISABLED' });
    practice.pass(3 * 3600);
    UpdateSchedule(report({}), practice.call);
    practice.pass(3600);
    DeleteSchedule({ Name: 'report' }, practice.call);
    practice.pass(DAY);
    expect(startTimes(practice)).toEqual(['2026-03-04T13:00']);
  });

  it('runs somewhere in its flexible time window, once for each time', () => {
    const practice = scheduled({ FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 } });
    practice.pass(DAY);
    const minutes = startTimes(practice).map((time) => Number(time.slice(14)));
    expect(minutes.length).toBeGreaterThanOrEqual(23);
    expect(new Set(startTimes(practice).map((time) => time.slice(0, 13))).size).toBe(minutes.length);
    expect(Math.max(...minutes)).toBeLessThan(30);
    expect(new Set(minutes).size).toBeGreaterThan(5);
  });
});

describe('the input of a schedule', () => {
  it('holds what is asked of the execution', () => {
    const Input =
      '["<aws.scheduler.schedule-arn>", "<aws.scheduler.scheduled-time>", "<aws.scheduler.attempt-number>", "<aws.scheduler.execution-id>", "<aws.scheduler.x>"]';
    const practice = scheduled({ Target: { Arn: queueArn, RoleArn: roleArn, Input } }, [toQueue]);
    CreateQueue({ QueueName: 'inbox' }, practice.call);
    practice.pass(3600);
    const [arn, time, attempt, id, unknown] = JSON.parse(received(practice)[0] ?? '[]');
    expect([arn, time, attempt]).toEqual([scheduleArn, '2026-03-04T10:00:00Z', '1']);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(unknown).toBe('<aws.scheduler.x>');
  });

  it('is a notification where there is none', () => {
    const practice = scheduled({ Target: { Arn: queueArn, RoleArn: roleArn } }, [toQueue]);
    CreateQueue({ QueueName: 'inbox' }, practice.call);
    practice.pass(3600);
    expect(JSON.parse(received(practice)[0] ?? '{}')).toMatchObject({
      ...{ source: 'aws.scheduler', 'detail-type': 'Scheduled Event', time: '2026-03-04T10:00:00Z' },
      ...{ resources: [scheduleArn], detail: '{}' },
    });
  });

  it('reaches the rules of a bus with the source and type that the target names', () => {
    const bus = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
    const EventBridgeParameters = { Source: 'shop.clock', DetailType: 'Hour' };
    const put = { Effect: 'Allow', Action: 'events:PutEvents', Resource: bus };
    const target = { Arn: bus, RoleArn: roleArn, EventBridgeParameters, Input: '{"hour":"whole"}' };
    const practice = scheduled({ Target: target }, [put, toQueue]);
    CreateQueue({ QueueName: 'inbox' }, practice.call);
    const statement = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:*' };
    const Policy = JSON.stringify({ Statement: [{ ...statement, Resource: queueArn }] });
    practice.region.sqs.queues.get('inbox')?.attributes.set('Policy', Policy);
    PutRule({ Name: 'hours', EventPattern: '{"source":["shop.clock"]}' }, practice.call);
    PutTargets({ Rule: 'hours', Targets: [{ Id: 'q', Arn: queueArn }] }, practice.call);
    practice.pass(3660);
    expect(received(practice).map((text) => JSON.parse(text))).toMatchObject([
      { source: 'shop.clock', 'detail-type': 'Hour', detail: { hour: 'whole' }, resources: [scheduleArn] },
    ]);
  });
});

describe('what a schedule cannot deliver', () => {
  const counted = (practice: PracticeWorld, MetricName: string) =>
    sum(practice, { Namespace: 'AWS/Scheduler', MetricName, dimension: ['ScheduleGroup', 'default'] });

  it('goes to its dead-letter queue in its role, with the name of the error', () => {
    const practice = scheduled({}, [rights.run, rights.bury]);
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said).toEqual({
      SCHEDULE_ARN: scheduleArn,
      SCHEDULED_TIME: '2026-03-04T10:00:00Z',
      EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{32}$/),
      TARGET_ARN: clusterArn,
      ERROR_CODE: 'AccessDeniedException',
      ERROR_MESSAGE: expect.stringContaining('iam:PassRole on resource: '),
      RETRY_ATTEMPTS: '0',
      IS_PAYLOAD_TRUNCATED: 'false',
    });
    expect(counted(practice, 'InvocationDroppedCount')).toBe(1);
    expect(counted(practice, 'InvocationsSentToDeadLetterCount')).toBe(1);
  });

  it('is lost where the role may not send to the queue either', () => {
    const practice = scheduled({}, [rights.run]);
    practice.pass(3600);
    expect(deadLetters(practice)).toEqual([]);
    expect(counted(practice, 'InvocationsFailedToBeSentToDeadLetterCount')).toBe(1);
    expect(counted(practice, 'InvocationsSentToDeadLetterCount')).toBeUndefined();
  });

  it.each<[string, object, number]>([
    [
      'the group of the schedule',
      {
        ArnEquals: {
          'aws:SourceArn': scheduleArn.replace('schedule/default/report', 'schedule-group/default'),
        },
      },
      1,
    ],
    ['the schedule itself', { ArnEquals: { 'aws:SourceArn': scheduleArn } }, 0],
  ])('has a role that asks for %s', (_what, conditions, count) => {
    const practice = scheduled({});
    practice.region.iam.roles.clear();
    practice.region.iam.rolePolicies.clear();
    makeRole(practice, 'scheduler.amazonaws.com', [rights.run, rights.pass], conditions);
    practice.pass(3600);
    expect(startTimes(practice)).toHaveLength(count);
  });

  it('is tried again as its retry policy says, and its input tells which attempt it is', () => {
    const practice = fleet({ least: 1, most: 1 });
    makeRole(practice, 'scheduler.amazonaws.com', [rights.run, rights.bury]);
    makeQueue(practice);
    const full = { cluster: 'prod', taskDefinition: 'job', launchType: 'EC2', count: 4 } as const;
    practice.pass(600);
    RunTask(full, practice.call);
    const EcsParameters = { TaskDefinitionArn: jobArn, LaunchType: 'EC2' } as const;
    const environment = [{ name: 'ATTEMPT', value: '<aws.scheduler.attempt-number>' }];
    const Input = JSON.stringify({ containerOverrides: [{ name: 'app', environment }] });
    const RetryPolicy = { MaximumRetryAttempts: 3 };
    const once = report({ ScheduleExpression: 'at(2026-03-04T10:00:00)' });
    CreateSchedule({ ...once, Target: jobOf({ EcsParameters, Input, RetryPolicy }) }, practice.call);
    practice.pass(2 * 3600);
    expect(deadLetters(practice)).toMatchObject([
      {
        body: { containerOverrides: [{ environment: [{ name: 'ATTEMPT', value: '4' }] }] },
        said: {
          ERROR_CODE: 'RESOURCE:CPU',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          RETRY_ATTEMPTS: '3',
        },
      },
    ]);
    expect(counted(practice, 'InvocationAttemptCount')).toBe(4);
    expect(counted(practice, 'TargetErrorCount')).toBe(4);
  });

  it('has a universal target, which is not in the sandbox', () => {
    const Arn = 'arn:aws:scheduler:::aws-sdk:ecs:runTask';
    const target = { Arn, RoleArn: roleArn, Input: '{}', DeadLetterConfig: { Arn: letters } };
    const practice = scheduled({ Target: target });
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said.ERROR_MESSAGE).toBe(`not in the sandbox: ${Arn}`);
  });

  it('is buried as its last attempt had it', () => {
    const Input = '{"containerOverrides":[{"name":"<aws.scheduler.attempt-number>"}]}';
    const practice = scheduled({ Target: jobOf({ Input }) });
    practice.pass(3600);
    // The name of no container: refused for good at the first attempt.
    expect(deadLetters(practice)[0]).toMatchObject({
      body: { containerOverrides: [{ name: '1' }] },
      said: { ERROR_CODE: 'InvalidParameterException', RETRY_ATTEMPTS: '0' },
    });
  });
});

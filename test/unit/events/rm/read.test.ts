import { ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { readParts } from '../../../../src/events/rm/read.ts';
import { taskPolicyName } from '../../../../src/events/role/names.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

const account = '123456789012';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const cluster = `arn:aws:ecs:us-east-1:${account}:cluster/prod`;
const queueArn = `arn:aws:sqs:us-east-1:${account}:ecsctl-thumbs-dead-letters`;
const tags = { 'ecsctl:events': 'on-upload' };
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});
const reading = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

let aws: SandboxAws;
const iam = () => aws.client(IAMClient);

beforeEach(() => {
  const clock = new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 });
  aws = new SandboxAws(new World(clock), 'us-east-1');
});

async function makeRole(RoleName: string): Promise<string> {
  await iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  return role(RoleName);
}

async function makeQueue(Attributes: Record<string, string>): Promise<void> {
  await aws
    .client(SQSClient)
    .send(new CreateQueueCommand({ QueueName: 'ecsctl-thumbs-dead-letters', Attributes, tags }));
}

describe('the queue of a name', () => {
  it('is read with what it takes to make it again, and nothing more', async () => {
    const encrypted = { KmsMasterKeyId: 'alias/ours', KmsDataKeyReusePeriodSeconds: '600' };
    await makeQueue({ ...encrypted, MessageRetentionPeriod: '1209600', SqsManagedSseEnabled: 'false' });
    const { queue } = await readParts(aws, 'thumbs');
    expect(queue?.settings).toMatchObject({ ...encrypted, MessageRetentionPeriod: '1209600' });
    const names = Object.keys(queue?.settings ?? {});
    expect(names.filter((name) => /Approximate|Arn|Timestamp|Managed/.test(name))).toEqual([]);
    expect(queue).toMatchObject({ waiting: 0, schedules: [] });
  });

  it('has the encryption of SQS itself where there is no key', async () => {
    await makeQueue({ SqsManagedSseEnabled: 'true', KmsDataKeyReusePeriodSeconds: '300' });
    const { queue } = await readParts(aws, 'thumbs');
    expect(queue?.settings).toMatchObject({ SqsManagedSseEnabled: 'true' });
    expect(queue?.settings).not.toHaveProperty('KmsDataKeyReusePeriodSeconds');
  });

  it('counts messages that are delayed', async () => {
    await makeQueue({ DelaySeconds: '600' });
    const QueueUrl = (await readParts(aws, 'thumbs')).queue?.url;
    await aws.client(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody: 'lost' }));
    expect((await readParts(aws, 'thumbs')).queue?.waiting).toBe(1);
  });

  it("names ecsctl's other schedules that send to it", async () => {
    await makeQueue({});
    const RoleArn = await makeRole('starter');
    const scheduler = aws.client(SchedulerClient);
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'ecsctl' }));
    const schedule = (Name: string, Arn: string) =>
      scheduler.send(
        new CreateScheduleCommand({
          ...{ Name, GroupName: 'ecsctl', ScheduleExpression: 'rate(1 hour)' },
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            ...{ Arn: cluster, RoleArn, DeadLetterConfig: { Arn } },
            EcsParameters: { TaskDefinitionArn: `arn:aws:ecs:us-east-1:${account}:task-definition/job` },
          },
        }),
      );
    await schedule('nightly', queueArn);
    await schedule('weekly', `${queueArn}-2`);
    expect((await readParts(aws, 'thumbs')).queue?.schedules).toEqual(['nightly']);
  });
});

describe('the policies of --task-policy', () => {
  const policy = taskPolicyName('thumbs', { region: 'us-east-1' });

  async function makeRule(family: string): Promise<void> {
    const events = aws.client(EventBridgeClient);
    const EventPattern = JSON.stringify({ source: ['aws.s3'] });
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await events.send(new PutRuleCommand({ Name: 'thumbs', EventPattern, Tags }));
    const TaskDefinitionArn = `arn:aws:ecs:us-east-1:${account}:task-definition/${family}`;
    const target = {
      ...{ Id: 'ecsctl', Arn: cluster, RoleArn: await makeRole('starter') },
      EcsParameters: { TaskDefinitionArn },
    };
    await events.send(new PutTargetsCommand({ Rule: 'thumbs', Targets: [target] }));
  }

  const register = (taskRoleArn: string) =>
    aws.client(ECSClient).send(
      new RegisterTaskDefinitionCommand({
        ...{ family: 'thumbnail', taskRoleArn },
        containerDefinitions: [{ name: 'app', image: 'job:1', memory: 128 }],
      }),
    );

  it('are found in the role that an earlier revision has', async () => {
    const [old, now] = [await makeRole('old-task'), await makeRole('new-task')];
    for (const one of [old, now, now]) await register(one);
    await iam().send(
      new PutRolePolicyCommand({ RoleName: 'old-task', PolicyName: policy, PolicyDocument: reading }),
    );
    await makeRule('thumbnail');
    const { taskPolicies, untoldFamilies } = await readParts(aws, 'thumbs');
    expect(taskPolicies).toMatchObject([{ role: 'old-task', policy }]);
    expect(untoldFamilies).toEqual([]);
  });

  it('may be in a role that no revision tells any more', async () => {
    await makeRule('thumbnail');
    expect(await readParts(aws, 'thumbs')).toMatchObject({ taskPolicies: [], untoldFamilies: ['thumbnail'] });
  });
});

import { describe, expect, it } from 'vitest';
import { recipientOf } from '../../../../../../src/sandbox/services/events/recipients/index.ts';
import type {
  Delivery,
  Refusal,
} from '../../../../../../src/sandbox/services/events/recipients/recipient.ts';
import { PutRolePolicy } from '../../../../../../src/sandbox/services/iam/inline-policies.ts';
import { CreateRole } from '../../../../../../src/sandbox/services/iam/roles.ts';
import { CreateFunction } from '../../../../../../src/sandbox/services/lambda/functions.ts';
import { AddPermission } from '../../../../../../src/sandbox/services/lambda/permissions.ts';
import { CreateLogGroup } from '../../../../../../src/sandbox/services/logs/groups.ts';
import { PutResourcePolicy } from '../../../../../../src/sandbox/services/logs/resource-policies.ts';
import { CreateTopic } from '../../../../../../src/sandbox/services/sns/topics.ts';
import { CreateQueue } from '../../../../../../src/sandbox/services/sqs/queues.ts';
import { PracticeWorld } from '../../../world/practice-world.ts';

const account = 'us-east-1:123456789012';
const rule = `arn:aws:events:${account}:rule/stopped`;
const queue = `arn:aws:sqs:${account}:inbox`;
const topic = `arn:aws:sns:${account}:told`;
const invoked = `arn:aws:lambda:${account}:function:alert`;
const logGroup = `arn:aws:logs:${account}:log-group:/aws/events/stopped`;
const role = 'arn:aws:iam::123456789012:role/sender';
const ofRule = {
  ArnEquals: { 'aws:SourceArn': rule },
  StringEquals: { 'aws:SourceAccount': '123456789012' },
};
const noPermissions = { code: 'NO_PERMISSIONS', isFinal: true };
const noResource = { code: 'NO_RESOURCE', isFinal: true };

function deliver(
  practice: PracticeWorld,
  targetArn: string,
  more: Partial<Delivery> = {},
): Refusal | undefined {
  const { region, now } = practice.call;
  const from = { principal: 'events.amazonaws.com', sourceArn: rule } as const;
  return recipientOf(targetArn)({ region, now, ...from, targetArn, payload: '{"a":1}', ...more });
}

function policy(Action: string, Resource: string, Condition: object = ofRule): string {
  const Principal = { Service: 'events.amazonaws.com' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action, Resource, Condition }],
  });
}

function makeRole(practice: PracticeWorld, Service: string, Action: string, Resource: string): void {
  const trust = { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Statement: [trust] });
  CreateRole({ RoleName: 'sender', AssumeRolePolicyDocument }, practice.call);
  const PolicyDocument = JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource }] });
  PutRolePolicy({ RoleName: 'sender', PolicyName: 'send', PolicyDocument }, practice.call);
}

describe('a queue as a target', () => {
  const withQueue = (attributes: Record<string, string>, QueueName = 'inbox') => {
    const practice = new PracticeWorld();
    CreateQueue({ QueueName, Attributes: attributes }, practice.call);
    return practice;
  };
  const bodies = ({ region }: PracticeWorld, name = 'inbox') =>
    region.sqs.queues.get(name)?.messages.map(({ body, groupId }) => [body, groupId]);

  it('takes the payload if its policy lets the rule', () => {
    const practice = withQueue({ Policy: policy('sqs:SendMessage', queue) });
    expect(deliver(practice, queue)).toBeUndefined();
    expect(bodies(practice)).toEqual([['{"a":1}', undefined]]);
    const other = deliver(practice, queue, { sourceArn: `${rule}2` });
    expect(other).toMatchObject({ ...noPermissions, error: 'AccessDeniedException' });
    expect(other?.message).toMatch(/events\.amazonaws\.com is not authorized to perform: sqs:SendMessage/);
  });

  it.each<[string, Record<string, string>]>([
    ['has no policy', {}],
    [
      'lets another account',
      { Policy: policy('sqs:SendMessage', queue, { StringEquals: { 'aws:SourceAccount': '1' } }) },
    ],
    ['lets receive', { Policy: policy('sqs:ReceiveMessage', queue) }],
    [
      'is under the key that AWS manages',
      { Policy: policy('sqs:*', queue), KmsMasterKeyId: 'alias/aws/sqs' },
    ],
  ])('refuses it for good if it %s', (_what, attributes) => {
    const practice = withQueue(attributes);
    expect(deliver(practice, queue)).toMatchObject(noPermissions);
    expect(bodies(practice)).toEqual([]);
  });

  it('is not there', () => {
    const error = 'AWS.SimpleQueueService.NonExistentQueue';
    expect(deliver(new PracticeWorld(), queue)).toMatchObject({ ...noResource, error });
  });

  it('of the FIFO kind needs a group, and the content to be the id', () => {
    const fifo = `${queue}.fifo`;
    const Policy = policy('sqs:SendMessage', fifo);
    const plain = withQueue({ Policy, FifoQueue: 'true' }, 'inbox.fifo');
    const sqs = { MessageGroupId: 'tasks' };
    expect(deliver(plain, fifo, { sqs })).toMatchObject({ code: 'INVALID_PARAMETER', isFinal: true });
    const practice = withQueue(
      { Policy, FifoQueue: 'true', ContentBasedDeduplication: 'true' },
      'inbox.fifo',
    );
    expect(deliver(practice, fifo)).toMatchObject({ code: 'INVALID_PARAMETER', error: 'MissingParameter' });
    expect(deliver(practice, fifo, { sqs })).toBeUndefined();
    expect(deliver(practice, fifo, { sqs })).toBeUndefined();
    expect(bodies(practice, 'inbox.fifo')).toEqual([['{"a":1}', 'tasks']]);
  });

  it('is reached in the role of a schedule, whatever its own policy', () => {
    const practice = withQueue({});
    const schedule = { principal: 'scheduler.amazonaws.com', roleArn: role } as const;
    expect(deliver(practice, queue, schedule)).toMatchObject({ code: 'FAILED_TO_ASSUME_ROLE' });
    makeRole(practice, 'scheduler.amazonaws.com', 'sqs:SendMessage', queue);
    expect(deliver(practice, queue, schedule)).toBeUndefined();
    expect(deliver(practice, `${queue}2`, schedule)).toMatchObject(noPermissions);
  });
});

describe('a topic as a target', () => {
  it('takes the payload if its policy lets the rule, and its first policy does not', () => {
    const practice = new PracticeWorld();
    expect(deliver(practice, topic)).toMatchObject(noResource);
    CreateTopic({ Name: 'told' }, practice.call);
    expect(deliver(practice, topic)).toMatchObject(noPermissions);
    practice.region.sns.topics.get(topic)?.attributes.set('Policy', policy('sns:Publish', topic));
    expect(deliver(practice, topic)).toBeUndefined();
    practice.region.sns.topics.get(topic)?.attributes.set('KmsMasterKeyId', 'alias/aws/sns');
    expect(deliver(practice, topic)).toMatchObject({ ...noPermissions, error: 'KMSAccessDenied' });
  });

  it('of the FIFO kind cannot be one', () => {
    const practice = new PracticeWorld();
    const Attributes = { FifoTopic: 'true', Policy: policy('sns:Publish', `${topic}.fifo`) };
    CreateTopic({ Name: 'told.fifo', Attributes }, practice.call);
    expect(deliver(practice, `${topic}.fifo`)).toMatchObject({ code: 'INVALID_PARAMETER', isFinal: true });
  });
});

describe('a function as a target', () => {
  it('is invoked with the payload if its policy lets the rule', () => {
    const practice = new PracticeWorld();
    expect(deliver(practice, invoked)).toMatchObject({ ...noResource, error: 'ResourceNotFoundException' });
    makeRole(practice, 'lambda.amazonaws.com', 'logs:*', '*');
    const ZipFile = Buffer.from('504b0506', 'hex');
    const code = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile } } as const;
    CreateFunction({ FunctionName: 'alert', Role: role, ...code }, practice.call);
    expect(deliver(practice, invoked)).toMatchObject(noPermissions);
    const permission = { FunctionName: 'alert', StatementId: 'rule', Action: 'lambda:InvokeFunction' };
    AddPermission({ ...permission, Principal: 'events.amazonaws.com', SourceArn: rule }, practice.call);
    expect(deliver(practice, invoked)).toBeUndefined();
    expect(deliver(practice, invoked, { sourceArn: `${rule}2` })).toMatchObject(noPermissions);
    const { invocations } = practice.region.lambda.functions.get('alert') ?? {};
    expect(invocations).toMatchObject([{ payload: '{"a":1}' }]);
  });
});

describe('a log group as a target', () => {
  const event = JSON.stringify({ 'detail-type': 'Test', time: '2026-03-04T08:59:00Z', detail: {} });
  const withPolicy = (
    create: object | undefined,
    write: object | undefined,
    Service = 'events.amazonaws.com',
  ) => {
    const practice = new PracticeWorld();
    CreateLogGroup({ logGroupName: '/aws/events/stopped' }, practice.call);
    const statement = { Effect: 'Allow', Principal: { Service } };
    const Statement = [
      create && {
        ...statement,
        Action: 'logs:CreateLogStream',
        Resource: `${logGroup}:*`,
        Condition: create,
      },
      write && { ...statement, Action: 'logs:PutLogEvents', Resource: `${logGroup}:*:*`, Condition: write },
    ].filter((one) => one !== undefined);
    PutResourcePolicy({ policyName: 'events', policyDocument: JSON.stringify({ Statement }) }, practice.call);
    return practice;
  };
  const written = ({ region }: PracticeWorld) =>
    [...(region.logs.groups.get('/aws/events/stopped')?.streams.values() ?? [])].flatMap(({ events }) =>
      events.map(({ timestamp, message }) => [new Date(timestamp).toISOString(), message]),
    );

  it.each(['events.amazonaws.com', 'delivery.logs.amazonaws.com'])(
    'takes the event if %s may write',
    (service) => {
      const practice = withPolicy({}, { ArnEquals: { 'aws:SourceArn': rule } }, service);
      expect(deliver(practice, logGroup, { payload: event })).toBeUndefined();
      expect(deliver(practice, `${logGroup}:*`, { payload: event })).toBeUndefined();
      const line = ['2026-03-04T08:59:00.000Z', event];
      expect(written(practice)).toEqual([line, line]);
    },
  );

  it('takes of a transformed event the time and the message, and nothing else', () => {
    const practice = withPolicy({}, {});
    const payload = JSON.stringify({ timestamp: '2026-03-04T08:58:00Z', message: 'job failed' });
    expect(deliver(practice, logGroup, { payload })).toBeUndefined();
    expect(written(practice)).toEqual([['2026-03-04T08:58:00.000Z', 'job failed']]);
    for (const other of ['"job failed"', '{"message":"job failed"}', 'job failed']) {
      expect(deliver(practice, logGroup, { payload: other })).toMatchObject({ code: 'INVALID_PARAMETER' });
    }
  });

  it.each<[string, object | undefined, object | undefined]>([
    ['make a stream', undefined, {}],
    ['put events into it', {}, undefined],
    ['put those of this rule', {}, { ArnEquals: { 'aws:SourceArn': `${rule}2` } }],
    ['make a stream without telling for which rule', { ArnEquals: { 'aws:SourceArn': rule } }, {}],
  ])('refuses it if EventBridge may not %s', (_what, create, write) => {
    const practice = withPolicy(create, write);
    expect(deliver(practice, logGroup, { payload: event })).toMatchObject(noPermissions);
    expect(written(practice)).toEqual([]);
  });

  it('is not there', () => {
    expect(deliver(withPolicy({}, {}), `${logGroup}2`, { payload: event })).toMatchObject(noResource);
  });
});

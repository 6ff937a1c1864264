import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { GetTopicAttributesCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../../../../src/events/on-stop/operations.ts';
import { planNotice } from '../../../../src/events/on-stop/plan.ts';
import { readNoticed } from '../../../../src/events/on-stop/read.ts';
import { readNotice, type WantedNotice } from '../../../../src/events/on-stop/wanted.ts';
import { readRule } from '../../../../src/events/rule/found-rule.ts';
import { applyPlan } from '../../../../src/plan/apply.ts';
import { sendCall } from '../../../../src/plan/operations.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { arns, makeRecipients, makeService } from '../../../support/notice-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

let aws: SandboxAws;

beforeEach(async () => {
  aws = await estate();
});

async function estate(): Promise<SandboxAws> {
  const clock = new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 });
  const made = new SandboxAws(new World(clock), 'us-east-1');
  await makeService(made);
  await makeRecipients(made);
  return made;
}

function notice(flags: { notify: readonly string[] } & Record<string, unknown>, name = 'ends'): WantedNotice {
  return readNotice(name, {
    ...{ failedOnly: false, all: false, cluster: undefined, service: undefined },
    ...{ family: undefined, reason: undefined, format: undefined },
    ...flags,
  });
}

async function planned(wanted: WantedNotice): Promise<Plan> {
  return planNotice(wanted, await readNoticed(aws, wanted));
}

async function carriedOut(wanted: WantedNotice): Promise<Plan> {
  const plan = await planned(wanted);
  const outcomes = await applyPlan(plan, {
    send: (call) => sendCall(call, operations, aws),
    clock: aws.clock,
    signal: new AbortController().signal,
  });
  expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
  return plan;
}

const targetsOf = async (name = 'ends') => (await readRule(aws, name))?.targets ?? [];
const events = () => aws.client(EventBridgeClient);

async function queuePolicy(name = 'ends'): Promise<{ Statement: { Sid?: string }[] }> {
  const sqs = aws.client(SQSClient);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
  );
  return JSON.parse(Attributes?.Policy ?? '{"Statement":[]}');
}

const theirLogPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    ...{ Sid: 'theirs', Effect: 'Allow', Principal: { Service: 'es.amazonaws.com' } },
    ...{ Action: 'logs:PutLogEvents', Resource: '*' },
  },
});

const everybody = ['sns:alerts', 'sqs:ends', 'sqs:ends.fifo', 'lambda:triage', 'logs:/aws/events/new'];

describe('a notice', () => {
  it('is a rule with a target for each, and lets it in everywhere first', async () => {
    const { steps, subject } = await carriedOut(notice({ service: 'prod/web', notify: everybody }));
    expect(subject).toBe('ends');
    expect(steps.map(({ call }) => `${call.service}:${call.operation}`)).toEqual([
      'sns:SetTopicAttributes',
      'sqs:SetQueueAttributes',
      'sqs:SetQueueAttributes',
      'lambda:AddPermission',
      'logs:CreateLogGroup',
      'logs:PutResourcePolicy',
      'events:PutRule',
      ...everybody.map(() => 'events:PutTargets'),
    ]);
    const found = await readRule(aws, 'ends');
    expect(found?.tags).toEqual({ 'ecsctl:events': 'on-stop' });
    expect(found?.rule.Description).toBe('Tells of tasks of service prod/web that failed');
    expect(JSON.parse(found?.rule.EventPattern ?? '').detail).toMatchObject({
      clusterArn: [arns.cluster],
      group: ['service:web'],
    });
    expect(found?.targets.map(({ Id }) => Id).sort()).toEqual([
      'ecsctl',
      'ecsctl-2',
      'ecsctl-3',
      'ecsctl-4',
      'ecsctl-5',
    ]);
  });

  it('gives topics a sentence, all others the event, and a FIFO queue a group', async () => {
    await carriedOut(notice({ notify: everybody }));
    const targets = await targetsOf();
    const worded = targets.filter(({ InputTransformer }) => InputTransformer).map(({ Arn }) => Arn);
    expect(worded).toEqual([arns.topic]);
    const grouped = targets.filter(({ SqsParameters }) => SqsParameters);
    expect(grouped).toMatchObject([{ Arn: `${arns.queue}.fifo`, SqsParameters: { MessageGroupId: 'ends' } }]);
  });

  it.each([
    ['json', []],
    ['text', [arns.topic, arns.queue]],
  ])('gives topics and queues %s where that is asked for', async (format, worded) => {
    await carriedOut(notice({ notify: ['sns:alerts', 'sqs:ends', 'lambda:triage'], format }));
    const targets = await targetsOf();
    expect(targets.filter((one) => one.InputTransformer).map(({ Arn }) => Arn)).toEqual(worded);
  });

  it('reaches one alias of a function alone', async () => {
    await expect(planned(notice({ notify: ['lambda:triage:live'] }))).rejects.toThrow(/function triage:live/);
  });

  it('plans nothing of what it has done, whatever was wanted', async () => {
    const wanted = fc.record({
      notify: fc.subarray([...everybody.slice(0, 4), 'logs:/aws/events/known'], { minLength: 1 }),
      scope: fc.constantFrom({}, { cluster: 'prod' }, { service: 'prod/web' }, { family: 'web' }),
      ends: fc.constantFrom({}, { all: true }, { reason: 'a*b' }, { reason: 'a', failedOnly: true }),
      name: fc.constantFrom('ends', 'ends.of-web_1'),
    });
    await fc.assert(
      fc.asyncProperty(wanted, wanted, async (first, second) => {
        aws = await estate();
        for (const { notify, scope, ends, name } of [first, second]) {
          const one = notice({ notify, ...scope, ...ends }, name);
          await carriedOut(one);
          expect((await planned(one)).steps).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('what others have', () => {
  it('stays in policies, of a function too', async () => {
    const statement = {
      Sid: 'theirs',
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:ReceiveMessage',
      Resource: arns.queue,
    };
    const sqs = aws.client(SQSClient);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'ends' }));
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    const lambda = aws.client(LambdaClient);
    const permission = { FunctionName: 'triage', StatementId: 'theirs', Action: 'lambda:InvokeFunction' };
    await lambda.send(new AddPermissionCommand({ ...permission, Principal: 's3.amazonaws.com' }));

    await carriedOut(notice({ notify: everybody }));
    await carriedOut(notice({ notify: ['sqs:ends', 'sns:alerts', 'logs:/aws/events/new'] }, 'more'));

    expect((await queuePolicy()).Statement).toMatchObject([
      statement,
      { Sid: 'ecsctl-ends' },
      { Sid: 'ecsctl-more' },
    ]);
    const { Policy: invoked } = await lambda.send(new GetPolicyCommand({ FunctionName: 'triage' }));
    expect(JSON.parse(invoked ?? '').Statement).toMatchObject([{ Sid: 'theirs' }, { Sid: 'ecsctl-ends' }]);
    const { Attributes } = await aws
      .client(SNSClient)
      .send(new GetTopicAttributesCommand({ TopicArn: arns.topic }));
    expect(JSON.parse(Attributes?.Policy ?? '').Statement).toMatchObject([
      { Sid: '__default_statement_ID' },
      { Sid: 'ecsctl-ends', Action: 'sns:Publish' },
      { Sid: 'ecsctl-more' },
    ]);
    const logs = await aws.client(CloudWatchLogsClient).send(new DescribeResourcePoliciesCommand({}));
    expect(logs.resourcePolicies).toHaveLength(1);
  });

  it('stays on the rule, with who was told before', async () => {
    await carriedOut(notice({ notify: ['sns:alerts'] }));
    const foreign = { Id: 'theirs', Arn: arns.lambda };
    await events().send(new PutTargetsCommand({ Rule: 'ends', Targets: [foreign] }));
    const { kept } = await carriedOut(notice({ notify: ['sqs:ends'] }));
    expect(kept.map(({ resource, reason }) => [resource.id, reason])).toEqual([
      ['ends/ecsctl', `${arns.topic} is told as before`],
      ['ends/theirs', 'ecsctl has not made it'],
    ]);
    expect((await targetsOf()).map(({ Id }) => Id)).toEqual(['ecsctl', 'theirs', 'ecsctl-2']);
    await expect(planned(notice({ notify: everybody }))).rejects.toThrow(/would have 6 targets/);
  });

  it('is told in words that are still true', async () => {
    const words = async () => (await targetsOf())[0]?.InputTransformer?.InputTemplate;
    await carriedOut(notice({ service: 'prod/web', notify: ['sns:alerts'] }));
    expect(await words()).toContain('service prod/web');
    const { steps, kept } = await carriedOut(notice({ cluster: 'prod', notify: ['lambda:triage'] }));
    expect(steps.map(({ id }) => id)).toEqual([
      'permission triage',
      'rule',
      'target ecsctl-2',
      'target ecsctl',
    ]);
    expect(kept).toEqual([]);
    expect(await words()).toContain('in cluster prod');
  });

  it('is kept of a target that changes', async () => {
    await carriedOut(notice({ notify: ['sns:alerts'] }));
    const [target] = await targetsOf();
    const RetryPolicy = { MaximumRetryAttempts: 3 };
    await events().send(
      new PutTargetsCommand({
        Rule: 'ends',
        Targets: [{ Id: 'ecsctl', Arn: arns.topic, ...target, RetryPolicy }],
      }),
    );
    const again = notice({ notify: ['sns:alerts'], format: 'json' });
    expect((await carriedOut(again)).steps.map(({ id }) => id)).toEqual(['target ecsctl']);
    expect(await targetsOf()).toEqual([{ Id: 'ecsctl', Arn: arns.topic, RetryPolicy }]);
  });

  it('is no rule to be overwritten', async () => {
    const EventPattern = '{"source":["mine"]}';
    await events().send(new PutRuleCommand({ Name: 'ends', EventPattern }));
    await expect(planned(notice({ notify: ['sns:alerts'] }))).rejects.toThrow(/ecsctl has not made it/);
  });
});

it('is refused the name of a schedule, with which it would share it', async () => {
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: trust });
  await aws.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'theirs', AssumeRolePolicyDocument }));
  const scheduler = aws.client(SchedulerClient);
  await scheduler.send(new CreateScheduleGroupCommand({ Name: 'ecsctl' }));
  await scheduler.send(
    new CreateScheduleCommand({
      ...{ Name: 'ends', GroupName: 'ecsctl', ScheduleExpression: 'rate(1 day)' },
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: arns.queue, RoleArn: 'arn:aws:iam::123456789012:role/theirs' },
    }),
  );
  await expect(planned(notice({ notify: ['sns:alerts'] }))).rejects.toThrow(
    'there is a schedule ends already',
  );
  expect((await planned(notice({ notify: ['sns:alerts'] }, 'others'))).steps).not.toEqual([]);
});

describe('where one part alone differs', () => {
  const told = ['sns:alerts', 'sqs:ends', 'logs:/aws/events/known'];
  async function setTopicPolicy(): Promise<void> {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sns:Publish' }];
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement });
    const attribute = { TopicArn: arns.topic, AttributeName: 'Policy', AttributeValue };
    await aws.client(SNSClient).send(new SetTopicAttributesCommand(attribute));
  }

  async function clearQueuePolicy(): Promise<void> {
    const sqs = aws.client(SQSClient);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'ends' }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } }));
  }

  async function clearLogPolicy(): Promise<void> {
    const others = { policyName: 'ecsctl-events', policyDocument: theirLogPolicy };
    await aws.client(CloudWatchLogsClient).send(new PutResourcePolicyCommand(others));
  }

  it.each<[step: string, flags: object, elsewhere: () => Promise<unknown>]>([
    ['target ecsctl', { format: 'json' }, async () => {}],
    ['rule', { cluster: 'prod', format: 'json' }, () => carriedOut(notice({ notify: told, format: 'json' }))],
    ['topic-policy alerts', {}, setTopicPolicy],
    ['queue-policy ends', {}, clearQueuePolicy],
    ['log-policy', {}, clearLogPolicy],
  ])('the step %s is carried out by itself', async (step, flags, elsewhere) => {
    await carriedOut(notice({ notify: told }));
    await elsewhere();
    const wanted = notice({ notify: told, ...flags });
    const { steps } = await carriedOut(wanted);
    expect(steps.map(({ id, after }) => ({ id, after }))).toEqual([{ id: step, after: [] }]);
    expect((await planned(wanted)).steps).toEqual([]);
  });
});

describe('a permission', () => {
  it('that says something else is replaced', async () => {
    const lambda = aws.client(LambdaClient);
    const permission = { FunctionName: 'triage', StatementId: 'ecsctl-ends', Action: 'lambda:GetFunction' };
    await lambda.send(new AddPermissionCommand({ ...permission, Principal: 'events.amazonaws.com' }));
    const { steps } = await carriedOut(notice({ notify: ['lambda:triage'] }));
    expect(steps.map(({ call }) => call.operation)).toEqual([
      'RemovePermission',
      'AddPermission',
      'PutRule',
      'PutTargets',
    ]);
    expect(steps[0]?.undo).toMatchObject({ input: permission });
  });
});

describe('log groups', () => {
  it('share one statement of the rule', async () => {
    await carriedOut(notice({ notify: ['logs:/aws/events/known'] }));
    const { steps } = await carriedOut(notice({ notify: ['logs:/aws/events/new'] }));
    const document = steps.find(({ id }) => id === 'log-policy')?.call.input.policyDocument;
    const { Statement } = JSON.parse(String(document));
    const group = (name: string) => `arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/${name}:*`;
    expect(Statement).toMatchObject([{ Sid: 'ecsctl-ends', Resource: [group('known'), group('new')] }]);
  });

  it('are refused where the region takes no more policies', async () => {
    const logs = aws.client(CloudWatchLogsClient);
    for (let count = 0; count < 10; count += 1) {
      const policy = { policyName: `theirs-${count}`, policyDocument: theirLogPolicy };
      await logs.send(new PutResourcePolicyCommand(policy));
    }
    await expect(planned(notice({ notify: ['logs:/aws/events/known'] }))).rejects.toThrow(/takes no more/);
  });
});

it.each([
  ['sns:alertz', /no topic alertz/, 'did you mean alerts?'],
  ['sqs:endz', /no queue endz/, 'did you mean ends'],
  ['lambda:triag', /no function triag/, 'did you mean triage?'],
  ['sns:ordered.fifo', /FIFO topic/, 'name a standard topic'],
  ['sns:sealed', /alias\/aws\/sns/, 'a key of your own'],
  ['sqs:sealed', /alias\/aws\/sqs/, "SQS's own key"],
  ['sqs:bare.fifo', /deduplication id/, 'content-based deduplication'],
  ['arn:aws:sns:eu-west-1:123456789012:alerts', /is in eu-west-1/, '--region eu-west-1'],
  ['arn:aws:sns:us-east-1:999999999999:alerts', /of account 999999999999/, undefined],
])('%s is refused', async (text, message, hint) => {
  const refusal = await planned(notice({ notify: [text] })).catch((error) => error);
  expect(refusal.message).toMatch(message);
  if (hint) expect(refusal.hint).toContain(hint);
});

it.each([
  [{ cluster: 'prd' }, /no cluster prd/],
  [{ service: 'prod/wbe' }, /no service wbe/],
  [{ family: 'wbe' }, /no family of task definitions wbe/],
])('%o is refused', async (scope, message) => {
  await expect(planned(notice({ notify: ['sns:alerts'], ...scope }))).rejects.toThrow(message);
});

it('warns of what will be told to nobody, kept for ever, or needs a key’s policy', async () => {
  const { warnings } = await planned(
    notice({ notify: ['sns:alerts', 'sns:keyed', 'logs:/aws/events/known', 'sqs:ends'] }),
  );
  expect(warnings).toEqual([
    expect.stringContaining('nobody has subscribed to topic alerts'),
    expect.stringContaining('key alias/ours of topic keyed must let events.amazonaws.com'),
    expect.stringContaining('nobody has subscribed to topic keyed'),
    expect.stringContaining('log group /aws/events/known keeps its events for ever'),
  ]);
});

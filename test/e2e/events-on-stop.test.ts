import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  ECSClient,
  RunTaskCommand,
  type RunTaskCommandInput,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EventBridgeClient, UntagResourceCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { arns, makeRecipients } from '../support/notice-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, writesOf } from '../support/typed.ts';

type ClientOf = <Client>(Client: new (settings: SandboxRoom['settings']) => Client) => Client;

/** The shop, with those who can be told. */
function withRecipients(use: (room: SandboxRoom, client: ClientOf) => Promise<void>): Promise<void> {
  return withSandbox({ scenario: 'web' }, async (room) => {
    const client: ClientOf = (Client) => new Client(room.settings);
    await makeRecipients({ client });
    room.takeWrites();
    await use(room, client);
  });
}

const ruleWrites = ['events:PutRule', 'events:PutTargets'];

const journeys: readonly Journey[] = [
  {
    command: 'events on-stop ends --service prod/web --notify sns:alerts',
    writes: [...ruleWrites, 'sns:SetTopicAttributes'],
  },
  {
    command: `events on-stop ends -c prod --all --notify ${arns.queue} --notify sqs:ends.fifo`,
    writes: [...ruleWrites, 'events:PutTargets', 'sqs:SetQueueAttributes', 'sqs:SetQueueAttributes'],
  },
  {
    command: 'events on-stop ends.of-web --family web --notify lambda:triage',
    writes: [...ruleWrites, 'lambda:AddPermission'],
  },
  {
    command:
      "events on-stop exits --reason 'Essential container in task exited' --notify logs:/aws/events/exits",
    writes: [...ruleWrites, 'logs:CreateLogGroup', 'logs:PutResourcePolicy'],
  },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withRecipients(async (room) => {
      expect((await writesOf(room, journey)).sort()).toEqual(journey.writes);
    });
  });
});

/** What has arrived in the queue since the last call. */
async function received(client: ClientOf, room: SandboxRoom, queue: string): Promise<string[]> {
  const QueueUrl = `${room.settings.endpoint}/123456789012/${queue}`;
  const { Messages = [] } = await client(SQSClient).send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 }),
  );
  return Messages.map(({ Body = '' }) => Body);
}

function codeIn(event: string): string {
  return JSON.parse(event).detail.stopCode;
}

/** Runs a task of the shop by itself, until it has ended. */
async function runTask(client: ClientOf, room: SandboxRoom, script: string): Promise<void> {
  const { world } = room.sandbox;
  const command = ['sh', '-c', script];
  const task: RunTaskCommandInput = {
    cluster: 'prod',
    taskDefinition: 'web',
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0aa11bb22cc33dd44'] } },
    overrides: { containerOverrides: [{ name: 'web', command }] },
  };
  const { failures } = await client(ECSClient).send(new RunTaskCommand(task));
  expect(failures ?? []).toEqual([]);
  world.clock.advance(300);
}

it('tells of a task that exits 1, in words that people read, and not of a scale-in', async () => {
  await withRecipients(async (room, client) => {
    const everybody = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everybody] });
    await client(SQSClient).send(new CreateQueueCommand({ QueueName: 'inbox', Attributes: { Policy } }));
    await client(SQSClient).send(new CreateQueueCommand({ QueueName: 'all' }));
    const inbox = arns.queue.replace('ends', 'inbox');
    const Attributes = { RawMessageDelivery: 'true' };
    await client(SNSClient).send(
      new SubscribeCommand({ TopicArn: arns.topic, Protocol: 'sqs', Endpoint: inbox, Attributes }),
    );
    await done(
      room,
      'events on-stop ends -c prod --notify sns:alerts --notify sqs:ends --notify lambda:triage --notify logs:/aws/events/ends',
    );
    await done(room, 'events on-stop all -c prod --all --notify sqs:all');

    await client(ECSClient).send(
      new UpdateServiceCommand({ cluster: 'prod', service: 'web', desiredCount: 1 }),
    );
    room.sandbox.world.clock.advance(300);
    await runTask(client, room, 'exit 0');
    expect(await received(client, room, 'inbox')).toEqual([]);
    expect((await received(client, room, 'all')).map(codeIn).sort()).toEqual([
      'EssentialContainerExited',
      'ServiceSchedulerInitiated',
      'ServiceSchedulerInitiated',
    ]);

    await runTask(client, room, 'sleep 5; exit 1');
    const [message = '', ...more] = await received(client, room, 'inbox');
    expect(more).toEqual([]);
    expect(message).toMatch(
      /^"A task of family:web in cluster prod stopped at \S+Z: Essential container in task exited \(EssentialContainerExited, exit codes \[1\]\)\. .*"$/,
    );
    const events = await received(client, room, 'ends');
    expect(events.map(codeIn)).toEqual(['EssentialContainerExited']);
    const triage = room.sandbox.world.region(room.settings.region).lambda.functions.get('triage');
    expect(triage?.invocations.map(({ payload }) => payload)).toEqual(events);
    const { events: logged = [] } = await client(CloudWatchLogsClient).send(
      new FilterLogEventsCommand({ logGroupName: '/aws/events/ends' }),
    );
    expect(logged.map(({ message: text = '' }) => JSON.parse(text).detail.taskArn)).toEqual([
      JSON.parse(events[0] ?? '').detail.taskArn,
    ]);
  });
});

it('puts right what somebody has changed, and only that', async () => {
  await withRecipients(async (room, client) => {
    const permission = { FunctionName: 'triage', StatementId: 'ecsctl-ends', Action: 'lambda:GetFunction' };
    await client(LambdaClient).send(
      new AddPermissionCommand({ ...permission, Principal: 'events.amazonaws.com' }),
    );
    const command = 'events on-stop ends -c prod --notify lambda:triage';
    room.takeWrites();
    await done(room, command);
    expect(room.takeWrites().sort()).toEqual([
      ...ruleWrites,
      'lambda:AddPermission',
      'lambda:RemovePermission',
    ]);
    const ResourceARN = arns.rule('ends');
    await client(EventBridgeClient).send(
      new UntagResourceCommand({ ResourceARN, TagKeys: ['ecsctl:events'] }),
    );
    room.takeWrites();
    await done(room, command);
    expect(room.takeWrites()).toEqual(['events:TagResource']);
  });
});

it.each([
  ['-c prd --notify sns:alerts', 'did you mean prod'],
  ['--service prod/wbe --notify sns:alerts', 'did you mean web'],
  ['--family wbe --notify sns:alerts', 'did you mean web'],
  ['--notify sns:alertz', 'did you mean alerts'],
  ['--notify sqs:endz', 'did you mean ends'],
  ['--notify lambda:triag', 'did you mean triage'],
  ['--notify sns:ordered.fifo', 'name a standard topic'],
])('%s is refused before anything is written', async (flags, hint) => {
  await withRecipients(async (room) => {
    const refused = await room.run([...splitCommand(`events on-stop ends ${flags}`), '--yes']);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(hint) });
    expect(room.takeWrites()).toEqual([]);
  });
});

it.each([
  ['nobody', '', 'nobody is to be told'],
  ['a name without its service', '--notify alerts', 'does not say who is to be told'],
  ['a service of no cluster', '--notify sns:alerts --service web', 'does not say which cluster'],
  ['all and failures', '--notify sns:alerts --all --failed-only', 'exclude each other'],
  ['too long a reason', `--notify sns:alerts --reason ${'x'.repeat(2000)}`, 'AWS takes 2048'],
])('%s is wrong usage', async (_, flags, words) => {
  await withRecipients(async (room) => {
    const refused = await room.run([...splitCommand(`events on-stop ends ${flags}`), '--yes']);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
    expect(room.takeWrites()).toEqual([]);
  });
});

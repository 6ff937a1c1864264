import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { makeRecipients } from '../support/notice-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done as carriedOut } from '../support/typed.ts';

type ClientOf = <Client>(Client: new (settings: SandboxRoom['settings']) => Client) => Client;

const account = '123456789012';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const cluster = `arn:aws:ecs:us-east-1:${account}:cluster/prod`;
const starting = '-c prod --task-definition thumbnail --launch-type FARGATE --subnets SUBNET';
const thumbs = `events on-upload thumbs --bucket uploads --prefix in/ ${starting} --create-dlq`;
const hourly = `events schedule hourly --rate '1 hour' ${starting}`;
/** Of the scenario's network; the ids of a sandbox are not known beforehand. */
let subnet = '';

const done = (room: SandboxRoom, command: string) => carriedOut(room, command.replace('SUBNET', subnet));

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const reading = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::uploads/*' };

/** A cluster, a task definition whose task may read a bucket, and the bucket. */
function withRoads(
  use: (room: SandboxRoom, client: ClientOf) => Promise<void>,
  setup: { readonly iamPolicy?: string } = {},
): Promise<void> {
  return withSandbox({ scenario: 'images', speed: 40, ...setup }, async (room) => {
    const client: ClientOf = (Client) =>
      new Client({ ...room.settings, forcePathStyle: true } as typeof room.settings);
    const iam = client(IAMClient);
    const trust = document({
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    await iam.send(new CreateRoleCommand({ RoleName: 'thumbnail-task', AssumeRolePolicyDocument: trust }));
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'thumbnail-task',
        PolicyName: 'read',
        PolicyDocument: document(reading),
      }),
    );
    await client(S3Client).send(new CreateBucketCommand({ Bucket: 'uploads' }));
    await client(ECSClient).send(
      new RegisterTaskDefinitionCommand({
        ...{ family: 'thumbnail', networkMode: 'awsvpc', taskRoleArn: role('thumbnail-task') },
        ...{
          executionRoleArn: role('prod-execution'),
          requiresCompatibilities: ['FARGATE'],
          cpu: '256',
          memory: '512',
        },
        containerDefinitions: [
          { name: 'app', image: 'public.ecr.aws/docker/library/alpine', essential: true },
        ],
      }),
    );
    const { Subnets = [] } = await client(EC2Client).send(new DescribeSubnetsCommand({}));
    subnet = Subnets[0]?.SubnetId ?? '';
    room.takeWrites();
    await use(room, client);
  });
}

/** The hops of a light, each with its sentence. */
async function lights(room: SandboxRoom, name: string, light: string) {
  const { stdout, code } = await room.run(['events', 'show', name]);
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return { code, hops: rows.filter((row) => row[2] === light).map(([, hop, , text]) => `${hop}: ${text}`) };
}

describe('events show', () => {
  it('finds the whole road open, and each right that is taken from the role', async () => {
    await withRoads(async (room, client) => {
      await done(room, thumbs);
      expect(await lights(room, 'thumbs', 'red')).toEqual({ code: 0, hops: [] });
      expect((await lights(room, 'thumbs', 'green')).hops).toContain(
        'task: it may s3:GetObject on objects of bucket uploads',
      );
      const RoleName = 'ecsctl-thumbs-us-east-1';
      const run = { Effect: 'Allow', Action: 'ecs:RunTask', Resource: '*' };
      await client(IAMClient).send(
        new PutRolePolicyCommand({ RoleName, PolicyName: 'run-task', PolicyDocument: document(run) }),
      );
      const passing = (name: string) =>
        `role: ${RoleName} may not iam:PassRole on role ${name}: none of its policies allows it`;
      expect(await lights(room, 'thumbs', 'red')).toEqual({
        code: 3,
        hops: [passing('thumbnail-task'), passing('prod-execution')],
      });
      await client(IAMClient).send(
        new DeleteRolePolicyCommand({ RoleName: 'thumbnail-task', PolicyName: 'read' }),
      );
      expect((await lights(room, 'thumbs', 'yellow')).hops.join()).toContain(
        'none of its policies lets it s3:GetObject',
      );
    });
  });

  it('counts what failed for want of that right, and finds it in the queue', async () => {
    await withRoads(async (room, client) => {
      await done(room, thumbs);
      const RoleName = 'ecsctl-thumbs-us-east-1';
      await client(IAMClient).send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'run-task' }));
      // A bucket takes some minutes until it tells EventBridge.
      const upload = () =>
        client(S3Client).send(new PutObjectCommand({ Bucket: 'uploads', Key: 'in/cat.jpg', Body: 'cat' }));
      const told = async () => {
        await upload();
        return (await lights(room, 'thumbs', 'yellow')).hops.join('\n');
      };
      await expect
        .poll(told, { timeout: 60_000, interval: 2000 })
        .toMatch(/failed in the last day[\s\S]*in queue ecsctl-thumbs-dead-letters/);
      const query = "events[?name=='thumbs'].failures.count";
      const { stdout } = await room.run(['events', 'ls', '-o', 'json', '--query', query]);
      expect((JSON.parse(stdout) as number[])[0]).toBeGreaterThan(0);
      const kept = await done(room, 'events rm thumbs');
      expect(kept.stderr).toContain('queue ecsctl-thumbs-dead-letters stays');
      await done(room, 'events rm thumbs --delete-data');
    });
  });

  it('ends with 6 where it may not look, and draws within 80 columns', async () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    const iamPolicy = document(all, { ...all, Effect: 'Deny', Action: 'iam:SimulatePrincipalPolicy' });
    await withRoads(
      async (room) => {
        await done(room, hourly);
        const options = { tty: { columns: 80 } };
        const { stdout, code } = await room.run(['events', 'show', 'hourly', '--no-color'], options);
        expect(code).toBe(6);
        expect(stdout).toContain('? role');
        expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('→'))).toEqual([]);
      },
      { iamPolicy },
    );
  });

  it('follows those who are told, and tells who lets nobody in', async () => {
    await withRoads(async (room, client) => {
      await makeRecipients({ client });
      await done(
        room,
        'events on-stop ends --notify sns:alerts --notify lambda:triage --notify logs:/aws/events/ends --notify sqs:ends',
      );
      expect(await lights(room, 'ends', 'red')).toEqual({ code: 0, hops: [] });
      await done(room, 'events on-stop others -c prod --notify logs:/aws/events/ends');
      room.takeWrites();
      await done(room, 'events rm ends');
      expect(room.takeWrites().sort()).toEqual([
        ...['events:DeleteRule', 'events:RemoveTargets', 'lambda:RemovePermission', 'logs:PutResourcePolicy'],
        ...['sns:SetTopicAttributes', 'sqs:SetQueueAttributes'],
      ]);
      await done(room, 'events rm others');
      expect(room.takeWrites().sort()).toEqual([
        'events:DeleteRule',
        'events:RemoveTargets',
        'logs:DeleteResourcePolicy',
      ]);
    });
  });
});

describe('events test', () => {
  it('names the first field that does not match, and fills up what is missing', async () => {
    await withRoads(async (room) => {
      await done(room, thumbs);
      const file = join(room.folder, 'event.json');
      const tried = async (key: string) => {
        writeFileSync(file, JSON.stringify({ bucket: { name: 'uploads' }, object: { key } }));
        const { code, stdout } = await room.run(['events', 'test', 'thumbs', '--event', file, '-o', 'json']);
        return { code, ...(JSON.parse(stdout) as object) };
      };
      expect(await tried('in/a')).toMatchObject({ code: 0, matches: true, event: { source: 'aws.s3' } });
      expect(await tried('out/a')).toMatchObject({
        ...{ code: 3, matches: false },
        mismatch: { field: 'detail.object.key', wanted: [{ prefix: 'in/' }], found: 'out/a' },
      });
    });
  });
});

describe('events run', () => {
  it('runs the task with what an upload would hand it, once', async () => {
    await withRoads(async (room, client) => {
      await done(room, thumbs);
      room.takeWrites();
      const dry = await room.run(['events', 'run', 'thumbs', '--key', 'in/a "b" 한글', '--dry-run']);
      expect(dry).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual([]);
      const { stdout } = await room.run([
        'events',
        'run',
        'thumbs',
        '--key',
        'in/a "b" 한글',
        '--yes',
        '-o',
        'json',
      ]);
      expect(room.takeWrites()).toEqual(['ecs:RunTask']);
      const { tasks } = JSON.parse(stdout) as { tasks: string[] };
      const { tasks: [task] = [] } = await client(ECSClient).send(
        new DescribeTasksCommand({ cluster, tasks }),
      );
      expect(task?.overrides?.containerOverrides?.[0]?.environment).toEqual([
        { name: 'S3_BUCKET', value: 'uploads' },
        { name: 'S3_KEY', value: 'in/a "b" 한글' },
      ]);
    });
  });

  it('runs a schedule', async () => {
    await withRoads(async (room, client) => {
      await done(room, hourly);
      await done(room, 'events run hourly');
      const { taskArns } = await client(ECSClient).send(
        new ListTasksCommand({ cluster, startedBy: 'ecsctl/hourly' }),
      );
      expect(taskArns).toHaveLength(1);
    });
  });
});

describe('events enable and disable', () => {
  it.each([
    ['thumbs', thumbs, ['events:DisableRule'], ['events:EnableRule']],
    ['hourly', hourly, ['scheduler:UpdateSchedule'], ['scheduler:UpdateSchedule']],
  ])('switch %s, and the second time nothing', async (name, command, off, on) => {
    await withRoads(async (room) => {
      await done(room, command);
      room.takeWrites();
      for (const [verb, writes, code] of [
        ['disable', off, 3],
        ['enable', on, 0],
      ] as const) {
        await done(room, `events ${verb} ${name}`);
        expect(room.takeWrites()).toEqual(writes);
        expect((await done(room, `events ${verb} ${name}`)).stdout).toContain('nothing to do');
        expect((await lights(room, name, 'red')).code).toBe(code);
      }
      expect((await done(room, command)).stdout).toContain('nothing to do');
    });
  });
});

describe('events rm', () => {
  it('takes away what was made and nothing else, targets of others keep the rule', async () => {
    await withRoads(async (room, client) => {
      await done(room, thumbs);
      const events = client(EventBridgeClient);
      const theirs = { Id: 'theirs', Arn: `arn:aws:sqs:us-east-1:${account}:ecsctl-thumbs-dead-letters` };
      await events.send(new PutTargetsCommand({ Rule: 'thumbs', Targets: [theirs] }));
      room.takeWrites();
      const { stderr } = await done(room, 'events rm thumbs');
      expect(stderr).toContain('rule thumbs stays: ecsctl has not made the target theirs');
      expect(stderr).toContain('bucket uploads stays');
      expect(stderr).toContain('queue ecsctl-thumbs-dead-letters stays: target theirs of the rule uses it');
      expect(room.takeWrites().sort()).toEqual([
        'events:RemoveTargets',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
      ]);
      expect((await events.send(new DescribeRuleCommand({ Name: 'thumbs' }))).State).toBe('ENABLED');
      await expect(
        client(IAMClient).send(new GetRoleCommand({ RoleName: 'ecsctl-thumbs-us-east-1' })),
      ).rejects.toThrow();
      expect((await done(room, 'events rm thumbs')).stdout).toContain('nothing to do');
    });
  });

  it('keeps a rule that it has not made, a queue with messages, and says so', async () => {
    await withRoads(async (room, client) => {
      await client(EventBridgeClient).send(
        new PutRuleCommand({ Name: 'foreign', ScheduleExpression: 'rate(1 day)' }),
      );
      expect((await done(room, 'events rm foreign')).stdout).toContain(
        'rule foreign stays: it lacks the tag',
      );
      await done(room, `${hourly} --create-dlq`);
      const sqs = client(SQSClient);
      const { QueueUrl } = await sqs.send(
        new GetQueueUrlCommand({ QueueName: 'ecsctl-hourly-dead-letters' }),
      );
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'lost' }));
      room.takeWrites();
      expect((await done(room, 'events rm hourly')).stderr).toContain('--delete-data');
      expect(room.takeWrites().sort()).toEqual([
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'scheduler:DeleteSchedule',
      ]);
      await done(room, 'events rm hourly --delete-data');
      expect(room.takeWrites()).toEqual(['sqs:DeleteQueue']);
      expect(await room.run(['events', 'rm', 'hourly', '--yes'])).toMatchObject({ code: 1 });
    });
  });
});

it.each(['show', 'test --event event.json', 'run', 'enable', 'disable', 'rm'])(
  'events %s names the nearest of a name that nothing has',
  async (words) => {
    await withRoads(async (room) => {
      writeFileSync(join(room.folder, 'event.json'), '{}');
      const [verb = '', ...flags] = words.split(' ');
      const result = await room.run(['events', verb, 'nightly-batc', ...flags], { cwd: room.folder });
      expect(result).toMatchObject({ code: 1 });
      expect(result.stderr).toContain('nightly-batch');
    });
  },
);

it('events ls lists what a cluster runs, its foreign schedules marked', async () => {
  await withRoads(async (room) => {
    await done(room, thumbs);
    const { stdout } = await room.run(['events', 'ls', '-c', 'prod', '--no-color'], { tty: { columns: 80 } });
    expect(stdout).toMatch(/^thumbs +on-upload +uploads.* - +prod/m);
    expect(stdout).toContain('* not made by ecsctl');
    expect((await room.run(['events', 'ls', '-c', 'prd'])).stderr).toContain('prod');
  });
});

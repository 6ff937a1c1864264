import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { EventBridgeClient, UntagResourceCommand } from '@aws-sdk/client-eventbridge';
import { DeleteRolePolicyCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { callIn } from '../support/capacity-estate.ts';
import { makeJobs } from '../support/events-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, writesOf } from '../support/typed.ts';

const task = '-c prod --task-definition fargate --launch-type FARGATE --subnets subnet-0aa11bb22cc33dd44';

/** The shop, with jobs that can be run in its cluster, and a bucket. */
function withJobs(use: (room: SandboxRoom) => Promise<void>): Promise<void> {
  return withSandbox({ scenario: 'web' }, async (room) => {
    makeJobs(callIn(room.sandbox.world));
    room.takeWrites();
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
    };
    writeFileSync(join(room.folder, 'policy.json'), JSON.stringify(policy));
    await use(room);
  });
}

const role = ['iam:CreateRole', 'iam:PutRolePolicy'];
const rule = ['events:PutRule', 'events:PutTargets'];

const journeys: readonly Journey[] = [
  {
    command: `events on-upload import --bucket acme-uploads --prefix in/ ${task} --create-dlq --task-policy POLICY`,
    writes: [...rule, ...role, 'iam:PutRolePolicy', 's3:PutBucketNotification', 'sqs:CreateQueue'],
  },
  {
    command: `events schedule report --cron '0 7 ? * MON-FRI *' --timezone Asia/Seoul ${task} --env MODE=day`,
    writes: [...role, 'scheduler:CreateSchedule', 'scheduler:CreateScheduleGroup'],
  },
  {
    command: `events schedule migrate --at 2030-01-31T03:00 --timezone Europe/Berlin ${task} --create-dlq`,
    writes: [...role, 'scheduler:CreateSchedule', 'scheduler:CreateScheduleGroup', 'sqs:CreateQueue'],
  },
  { command: `events schedule hourly --rate '1 hour' --engine rule ${task}`, writes: [...rule, ...role] },
];

describe.each(journeys)('$command', ({ command, writes }) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withJobs(async (room) => {
      const journey = { command: command.replace('POLICY', join(room.folder, 'policy.json')), writes };
      expect((await writesOf(room, journey)).sort()).toEqual(writes);
    });
  });
});

/** Every task of the family, whether it runs or has stopped. */
async function tasksOf(room: SandboxRoom): Promise<Task[]> {
  const client = new ECSClient(room.settings);
  const lists = await Promise.all(
    (['RUNNING', 'STOPPED'] as const).map((desiredStatus) =>
      client.send(new ListTasksCommand({ cluster: 'prod', family: 'fargate', desiredStatus })),
    ),
  );
  const tasks = lists.flatMap(({ taskArns = [] }) => taskArns);
  if (tasks.length === 0) return [];
  return (await client.send(new DescribeTasksCommand({ cluster: 'prod', tasks }))).tasks ?? [];
}

const environmentsOf = (tasks: readonly Task[]) =>
  tasks.map(({ overrides }) => {
    const [container] = overrides?.containerOverrides ?? [];
    return Object.fromEntries((container?.environment ?? []).map(({ name, value }) => [name, value]));
  });

async function put(room: SandboxRoom, Key: string): Promise<void> {
  const client = new S3Client({ ...room.settings, forcePathStyle: true });
  await client.send(new PutObjectCommand({ Bucket: 'acme-uploads', Key, Body: 'x' }));
  room.sandbox.world.clock.advance(5);
}

async function lettersIn(room: SandboxRoom, queue: string) {
  const QueueUrl = `${room.settings.endpoint}/123456789012/${queue}`;
  const { Messages = [] } = await new SQSClient(room.settings).send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages.map(({ MessageAttributes = {} }) => MessageAttributes.ERROR_CODE?.StringValue);
}

describe('a task on an upload', () => {
  it('finds the bucket and the key in its environment, whatever the script', async () => {
    await withJobs(async (room) => {
      await done(room, `events on-upload import --bucket acme-uploads --prefix 들/ ${task} --create-dlq`);
      // A bucket's notifications take about five minutes to begin.
      room.sandbox.world.clock.advance(360);
      await put(room, '들/고양이 1 + 2%20.csv');
      await put(room, 'out/none.csv');
      expect(environmentsOf(await tasksOf(room))).toEqual([
        { S3_BUCKET: 'acme-uploads', S3_KEY: '들/고양이 1 + 2%20.csv' },
      ]);
      expect(await lettersIn(room, 'ecsctl-import-dead-letters')).toEqual([]);
    });
  });

  it('is refused for a key that would be another command, and the queue has why', async () => {
    await withJobs(async (room) => {
      await done(room, `events on-upload import --bucket acme-uploads ${task} --create-dlq`);
      room.sandbox.world.clock.advance(360);
      await put(room, 'x"}],"command":["id');
      expect(await tasksOf(room)).toEqual([]);
      expect(await lettersIn(room, 'ecsctl-import-dead-letters')).toEqual(['INVALID_JSON']);
    });
  });

  it('comes to the queue where the role has lost its right, until the command is run again', async () => {
    await withJobs(async (room) => {
      const command = `events on-upload import --bucket acme-uploads ${task} --create-dlq`;
      await done(room, command);
      room.sandbox.world.clock.advance(360);
      const lost = { RoleName: 'ecsctl-import-us-east-1', PolicyName: 'run-task' };
      await new IAMClient(room.settings).send(new DeleteRolePolicyCommand(lost));
      await put(room, 'a.csv');
      expect(await lettersIn(room, 'ecsctl-import-dead-letters')).toEqual(['NO_PERMISSIONS']);
      room.takeWrites();
      await done(room, command);
      expect(room.takeWrites()).toEqual(['iam:PutRolePolicy']);
      await put(room, 'b.csv');
      expect(environmentsOf(await tasksOf(room))).toMatchObject([{ S3_KEY: 'b.csv' }]);
    });
  });
});

describe('a task by the clock', () => {
  it.each(['scheduler', 'rule'])('runs each hour by a %s', async (engine) => {
    await withJobs(async (room) => {
      await done(room, `events schedule hourly --rate '1 hour' --engine ${engine} ${task} --env MODE=night`);
      // A rate of Scheduler begins at once, one of a rule when it has passed.
      room.sandbox.world.clock.advance(60);
      const before = (await tasksOf(room)).length;
      expect(before).toBe(engine === 'scheduler' ? 1 : 0);
      for (const hour of [1, 2, 3]) {
        room.sandbox.world.clock.advance(3600);
        const tasks = await tasksOf(room);
        expect(tasks.length - before, `after ${hour} h`).toBe(hour);
        expect(environmentsOf(tasks)).toContainEqual({ MODE: 'night' });
      }
    });
  });

  it('runs once, and its schedule is gone then', async () => {
    await withJobs(async (room) => {
      const at = new Date(room.sandbox.world.clock.now().getTime() + 3_600_000).toISOString().slice(0, 16);
      const { stdout } = await done(room, `events schedule once --at ${at} ${task} -o json`);
      expect(JSON.parse(stdout).preview).toMatchObject([{ utc: `${at}:00Z` }]);
      room.sandbox.world.clock.advance(7200);
      expect(await tasksOf(room)).toHaveLength(1);
      const gone = new SchedulerClient(room.settings).send(
        new GetScheduleCommand({ Name: 'once', GroupName: 'ecsctl' }),
      );
      await expect(gone).rejects.toThrow('once');
    });
  });

  it('shows the next five firings in its zone', async () => {
    await withJobs(async (room) => {
      const command = `events schedule report --cron '0 7 ? * MON-FRI *' --timezone Asia/Seoul ${task} --dry-run`;
      const { stdout } = await done(room, command);
      expect(stdout.match(/07:00 Asia\/Seoul/g)).toHaveLength(5);
      const { preview } = JSON.parse((await done(room, `${command} -o json`)).stdout);
      expect(preview).toHaveLength(5);
      expect(preview[0].utc).toMatch(/T22:00:00Z$/);
    });
  });
});

describe('what was made', () => {
  const theirs = '--dlq arn:aws:sqs:us-east-1:123456789012:theirs';
  const makings = [
    `events on-upload import --bucket acme-uploads ${task}`,
    `events schedule import --rate '1 hour' --engine rule ${task}`,
  ];

  it.each(makings)('is put right where somebody has changed it: %s', async (command) => {
    await withJobs(async (room) => {
      await done(room, command);
      await new SQSClient(room.settings).send(new CreateQueueCommand({ QueueName: 'theirs' }));
      const nobody = JSON.stringify({ Version: '2012-10-17', Statement: [] });
      const trust = { RoleName: 'ecsctl-import-us-east-1', PolicyDocument: nobody };
      await new IAMClient(room.settings).send(new UpdateAssumeRolePolicyCommand(trust));
      const ResourceARN = 'arn:aws:events:us-east-1:123456789012:rule/import';
      const untag = new UntagResourceCommand({ ResourceARN, TagKeys: ['ecsctl:events'] });
      await new EventBridgeClient(room.settings).send(untag);
      room.takeWrites();
      await done(room, `${command} ${theirs}`);
      expect(room.takeWrites().sort()).toEqual([
        'events:PutTargets',
        'events:TagResource',
        'iam:UpdateAssumeRolePolicy',
        'sqs:SetQueueAttributes',
      ]);
      expect((await done(room, command)).stdout).toContain('nothing to do');
    });
  });

  it('follows another time, and the rest of a schedule stays', async () => {
    await withJobs(async (room) => {
      const at = (time: string) => `events schedule report --cron '0 ${time} * * ? *' ${task}`;
      await done(room, `${at('7')} --timezone Asia/Seoul --count 2 --env MODE=day`);
      room.takeWrites();
      await done(room, at('8'));
      expect(room.takeWrites()).toEqual(['scheduler:UpdateSchedule']);
      const schedule = await new SchedulerClient(room.settings).send(
        new GetScheduleCommand({ Name: 'report', GroupName: 'ecsctl' }),
      );
      expect(schedule).toMatchObject({
        ScheduleExpression: 'cron(0 8 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Seoul',
        Target: { EcsParameters: { TaskCount: 2 }, Input: expect.stringContaining('"day"') },
      });
    });
  });

  it('is told of another prefix, and the rest of the task stays', async () => {
    await withJobs(async (room) => {
      const into = `events on-upload import --bucket acme-uploads`;
      const both = task.replace('fargate', 'both');
      await done(room, `${into} ${both} --container log --env MODE=fast`);
      room.takeWrites();
      await done(room, `${into} --prefix in/ ${both}`);
      expect(room.takeWrites()).toEqual(['events:PutRule']);
      const { stdout } = await done(room, `${into} --prefix in/ ${both} --env MODE=slow --dry-run`);
      expect(stdout).toMatch(/log MODE +fast → slow/);
    });
  });

  it.each(makings)(
    'is not made for a cluster or a task definition that is not there: %s',
    async (command) => {
      await withJobs(async (room) => {
        const run = (change: string, to: string) =>
          room.run([...splitCommand(command.replace(change, to)), '--yes']);
        expect(await run('-c prod', '-c prdo')).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(/no cluster prdo\nhint: did you mean prod\?/),
        });
        expect(await run('definition fargate', 'definition fargat')).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(/no task definition fargat\nhint: did you mean fargate\?/),
        });
        expect(room.takeWrites()).toEqual([]);
      });
    },
  );
});

import { mustMatch } from '../matches.ts';
import { isRefused, type Room } from '../room.ts';
import { type Case, casesOf } from './case.ts';
import { eventFile, makeBucket, makeQueue, makeStage, ownName, taskFlags } from './events-estate.ts';

const listCases = casesOf('events ls', {
  async 'lists a schedule of ecsctl, and after it a rule that somebody else has made'(room) {
    const name = ownName(room);
    const { at, task } = await makeStage(room, 'eu-north-1');
    const clock = ['--schedule-expression', 'rate(1 day)'];
    await room.aws('events', 'put-rule', '--name', `${name}-theirs`, ...clock, ...at);
    const Arn = await arnOfCluster(room, at);
    const target = { Id: '1', Arn, RoleArn: 'arn:aws:iam::123456789012:role/theirs' };
    const EcsParameters = {
      TaskDefinitionArn: Arn.replace('cluster/lab', 'task-definition/lab-app'),
      TaskCount: 1,
    };
    const targets = JSON.stringify([{ ...target, EcsParameters }]);
    await room.aws('events', 'put-targets', '--rule', `${name}-theirs`, '--targets', targets, ...at);
    await room.ecsctl(['events', 'schedule', name, '--cron', '0 3 * * ? *', ...task, '--yes']);
    const { value } = await room.ecsctl(['events', 'ls', ...at]);
    const started = { kind: 'schedule', enabled: true, targets: ['lab/lab-app'], clusters: ['lab'] };
    const failures = (of: 'group' | 'rule') => ({ count: 0, of });
    const ours = {
      name,
      engine: 'schedule',
      ours: true,
      on: 'cron(0 3 * * ? *)',
      failures: failures('group'),
    };
    const theirs = { name: `${name}-theirs`, engine: 'rule', ours: false, failures: failures('rule') };
    mustMatch(
      value,
      {
        events: [
          { ...started, ...ours },
          { ...started, ...theirs },
        ],
      },
      'list',
    );
    await isRefused(room, ['events', 'ls', '--cluster', 'labb', ...at], 1, /no cluster .*did you mean lab/s);
  },
});

async function arnOfCluster({ aws }: Room, at: readonly string[]): Promise<string> {
  const { clusterArns } = await aws<{ clusterArns: [string] }>('ecs', 'list-clusters', ...at);
  return clusterArns[0];
}

const showCases = casesOf('events show', {
  async 'finds the way to a queue open, and closed when its policy is gone'(room) {
    const name = ownName(room);
    const queue = await makeQueue(room);
    await room.ecsctl(['events', 'on-stop', name, '--notify', `sqs:${queue.name}`, '--yes']);
    const open = await room.ecsctl(['events', 'show', name]);
    mustMatch(open.value, { name, kind: 'on-stop', engine: 'rule', ours: true }, 'road');
    const attributes = ['--queue-url', queue.url, '--attributes', JSON.stringify({ Policy: '' })];
    await room.aws('sqs', 'set-queue-attributes', ...attributes);
    const closed = await room.ecsctl(['events', 'show', name], 3);
    mustMatch(closed.value, { light: 'red', targets: [{ light: 'red' }] }, 'road');
  },

  async 'finds a role that may not run the task'(room) {
    const name = ownName(room);
    const clock = ['--rate', '1 day', '--engine', 'rule'];
    await room.ecsctl(['events', 'schedule', name, ...clock, ...taskFlags(room), '--yes']);
    await room.ecsctl(['events', 'show', name]);
    const role = ['--role-name', `ecsctl-${name}-us-east-1`, '--policy-name', 'run-task'];
    await room.aws('iam', 'delete-role-policy', ...role);
    const { value } = await room.ecsctl(['events', 'show', name], 3);
    mustMatch(JSON.stringify(value), /"red","text":"[^"]*may not ecs:RunTask/, 'road');
  },
});

const testCases = casesOf('events test', {
  async 'says whether an event would set off the rule, and which field keeps it from it'(room) {
    const name = ownName(room);
    const bucket = await makeBucket(room);
    const argv = ['events', 'on-upload', name, '--bucket', bucket, '--prefix', 'in/', ...taskFlags(room)];
    await room.ecsctl([...argv, '--yes']);
    const test = (key: string, code: number) => {
      const file = eventFile(`${name}-${code}`, { bucket: { name: bucket }, object: { key } });
      return room.ecsctl(['events', 'test', name, '--event', file], code);
    };
    mustMatch((await test('out/b', 3)).value, { matches: false }, 'of another prefix');
    mustMatch((await test('in/a', 0)).value, { matches: true, enabled: true }, 'of the prefix');
    const { value } = await test('out/b', 3);
    mustMatch(value, { mismatch: { field: 'detail.object.key', found: 'out/b' } }, 'of another prefix');
  },

  async 'has nothing to say of what goes by the clock'(room) {
    const name = ownName(room);
    const clock = ['--rate', '1 day', '--engine', 'rule'];
    await room.ecsctl(['events', 'schedule', name, ...clock, ...taskFlags(room), '--yes']);
    const argv = ['events', 'test', name, '--event', eventFile(name, {})];
    await isRefused(room, argv, 1, /goes by the clock, and no event sets it off/);
  },
});

export const eventReadingCases: readonly Case[] = [...listCases, ...showCases, ...testCases];

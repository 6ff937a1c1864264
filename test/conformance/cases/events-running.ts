import { isDeepStrictEqual } from 'node:util';
import { mustMatch } from '../matches.ts';
import { changes, changesOnce, type Room } from '../room.ts';
import { cluster } from '../seed.ts';
import { type Case, casesOf } from './case.ts';
import { makeBucket, makeStage, ownName, runnableFlags, taskFlags } from './events-estate.ts';

/** The variables of the one task that was started for a name. */
async function environmentOf({ aws }: Room, value: unknown): Promise<unknown> {
  const [task = ''] = (value as { tasks: string[] }).tasks;
  const { tasks } = await aws<{
    tasks: [{ overrides: { containerOverrides: [{ environment: unknown }] } }];
  }>('ecs', 'describe-tasks', '--cluster', cluster, '--tasks', task);
  return tasks[0].overrides.containerOverrides[0].environment;
}

const runCases = casesOf('events run', {
  async 'runs what a rule would run by the clock'(room) {
    const name = ownName(room);
    const clock = ['--rate', '1 day', '--engine', 'rule', '--env', 'MODE=night'];
    const task = await runnableFlags(room);
    await room.ecsctl(['events', 'schedule', name, ...clock, ...task, '--yes']);
    await changesOnce(room, ['events', 'run', name], ['RunTask']);
    const { value } = await room.ecsctl(['events', 'run', name, '--yes']);
    mustMatch(await environmentOf(room, value), [{ name: 'MODE', value: 'night' }], 'environment');
  },

  async 'hands over the object that is said to have been uploaded'(room) {
    const name = ownName(room);
    const bucket = await makeBucket(room);
    const task = await runnableFlags(room);
    await room.ecsctl(['events', 'on-upload', name, '--bucket', bucket, ...task, '--yes']);
    const { value } = await room.ecsctl(['events', 'run', name, '--key', 'a b/고양이.csv', '--yes']);
    const environment = [
      { name: 'S3_BUCKET', value: bucket },
      { name: 'S3_KEY', value: 'a b/고양이.csv' },
    ];
    mustMatch(await environmentOf(room, value), environment, 'environment');
  },
});

const disableCases = casesOf('events disable', {
  async 'switches a rule off'(room) {
    const name = ownName(room);
    const clock = ['--rate', '1 day', '--engine', 'rule'];
    await room.ecsctl(['events', 'schedule', name, ...clock, ...taskFlags(room), '--yes']);
    await changes(room, ['events', 'disable', name], ['DisableRule']);
    const rule = await room.aws('events', 'describe-rule', '--name', name);
    mustMatch(rule, { State: 'DISABLED', ScheduleExpression: 'rate(1 day)' }, 'rule');
  },
});

const enableCases = casesOf('events enable', {
  async 'switches a rule on again'(room) {
    const name = ownName(room);
    const rule = ['--name', name, '--schedule-expression', 'rate(1 day)', '--state', 'DISABLED'];
    await room.aws('events', 'put-rule', ...rule);
    await changes(room, ['events', 'enable', name], ['EnableRule']);
    mustMatch(await room.aws('events', 'describe-rule', '--name', name), { State: 'ENABLED' }, 'rule');
  },

  async 'switches a schedule off and on, and keeps all else of it'(room) {
    const name = ownName(room);
    const { at, task } = await makeStage(room, 'eu-west-3');
    const clock = ['--cron', '0 3 * * ? *', '--timezone', 'Asia/Seoul', '--env', 'MODE=day'];
    await room.ecsctl(['events', 'schedule', name, ...clock, ...task, '--yes']);
    const schedule = ['scheduler', 'get-schedule', '--group-name', 'ecsctl', '--name', name, ...at];
    const before = await room.aws<Record<string, unknown>>(...schedule);
    await changes(room, ['events', 'disable', name, ...at], [`PUT /schedules/${name}`]);
    mustMatch(await room.aws(...schedule), { State: 'DISABLED' }, 'disabled');
    await changes(room, ['events', 'enable', name, ...at], [`PUT /schedules/${name}`]);
    const { LastModificationDate: _, ...after } = await room.aws<Record<string, unknown>>(...schedule);
    mustMatch(isDeepStrictEqual({ ...before, ...after }, before), true, 'the schedule is as it was');
  },
});

export const eventRunningCases: readonly Case[] = [...runCases, ...disableCases, ...enableCases];

import { changes, type Room, readsBack } from '../room.ts';
import { casesOf } from './case.ts';

/** Bounds 2 to 10, which schedules change and windows put back. */
async function makeTarget({ aws, resourceId }: Room): Promise<void> {
  await aws(
    ...['application-autoscaling', 'register-scalable-target', '--service-namespace', 'ecs'],
    ...['--scalable-dimension', 'ecs:service:DesiredCount', '--resource-id', resourceId],
    ...['--min-capacity', '2', '--max-capacity', '10'],
  );
}

const target = { MinCapacity: 2, MaxCapacity: 10 };
const put = ['PutScheduledAction'];

export const scheduleCases = casesOf('scale schedule', {
  async 'sets bounds by a cron expression in a zone'(room) {
    await makeTarget(room);
    const times = ['--cron', '0 9 ? * MON-FRI *', '--timezone', 'Asia/Seoul'];
    await changes(room, ['scale', 'schedule', room.service, 'morning', ...times, '--min', '4'], put);
    const action = {
      ScheduledActionName: 'morning',
      Schedule: 'cron(0 9 ? * MON-FRI *)',
      Timezone: 'Asia/Seoul',
      ScalableTargetAction: { MinCapacity: 4, MaxCapacity: undefined },
    };
    await readsBack(room, { target, actions: [action] });
  },

  async 'sets bounds at an interval'(room) {
    await makeTarget(room);
    await changes(
      room,
      ['scale', 'schedule', room.service, 'often', '--rate', '2 hours', '--max', '20'],
      put,
    );
    await readsBack(room, {
      target,
      actions: [{ Schedule: 'rate(2 hours)', ScalableTargetAction: { MaxCapacity: 20 } }],
    });
  },

  async 'sets bounds once'(room) {
    await makeTarget(room);
    const times = ['--at', '2098-01-31T08:45', '--timezone', 'Europe/Berlin'];
    await changes(
      room,
      ['scale', 'schedule', room.service, 'launch', ...times, '--min', '5', '--max', '60'],
      put,
    );
    const action = {
      Schedule: 'at(2098-01-31T08:45:00)',
      ScalableTargetAction: { MinCapacity: 5, MaxCapacity: 60 },
    };
    await readsBack(room, { target, actions: [action] });
  },

  async 'keeps the start and end times that are not named'(room) {
    await makeTarget(room);
    const argv = ['scale', 'schedule', room.service, 'season'];
    const times = ['--start', '2097-06-01T00:00:00Z', '--end', '2097-09-01T00:00:00Z'];
    await room.ecsctl([...argv, '--cron', '0 9 * * ? *', '--min', '4', ...times, '--yes']);
    await changes(room, [...argv, '--min', '6'], put);
    const seconds = (time: string) => (value: unknown) =>
      new Date(readTime(value)).getTime() === Date.parse(time);
    const action = {
      Schedule: 'cron(0 9 * * ? *)',
      StartTime: seconds('2097-06-01T00:00:00Z'),
      EndTime: seconds('2097-09-01T00:00:00Z'),
      ScalableTargetAction: { MinCapacity: 6 },
    };
    await readsBack(room, { target, actions: [action] });
  },

  async 'makes a window that puts back what was before'(room) {
    await makeTarget(room);
    const times = ['--window', 'MON-FRI 09:00-18:00', '--timezone', 'Asia/Seoul'];
    const argv = ['scale', 'schedule', room.service, 'office', ...times, '--min', '4', '--max', '30'];
    await changes(room, argv, [...put, ...put]);
    const end = {
      ScheduledActionName: 'office-end',
      Schedule: 'cron(0 18 ? * MON-FRI *)',
      Timezone: 'Asia/Seoul',
    };
    const start = { ScheduledActionName: 'office-start', Schedule: 'cron(0 9 ? * MON-FRI *)' };
    await readsBack(room, {
      target,
      actions: [
        { ...end, ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 10 } },
        { ...start, ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 30 } },
      ],
    });
  },
});

/** The command line prints a time as seconds of the epoch or in ISO 8601, as the protocol carries it. */
function readTime(value: unknown): string | number {
  return typeof value === 'number' ? value * 1000 : String(value);
}

import { mustMatch } from '../matches.ts';
import { changes, isRefused } from '../room.ts';
import { casesOf } from './case.ts';
import { makeStage, ownName, roleOf, targetsOf, taskFlags } from './events-estate.ts';

const role = ['CreateRole', 'PutRolePolicy'];

export const clockCases = casesOf('events schedule', {
  async 'runs a task by EventBridge Scheduler, in a zone, and changes when'(room) {
    const name = ownName(room);
    const region = 'eu-west-2';
    const { at, task } = await makeStage(room, region);
    const argv = (cron: string) => ['events', 'schedule', name, '--cron', cron, ...task];
    const zone = ['--timezone', 'Asia/Seoul', '--env', 'MODE=day'];
    const writes = ['POST /schedule-groups/ecsctl', `POST /schedules/${name}`, ...role];
    await changes(room, [...argv('0 7 ? * MON-FRI *'), ...zone], writes);
    await changes(room, argv('0 8 ? * MON-FRI *'), [`PUT /schedules/${name}`]);
    const found = await room.aws(
      'scheduler',
      'get-schedule',
      '--group-name',
      'ecsctl',
      '--name',
      name,
      ...at,
    );
    const schedule = {
      ...{ ScheduleExpression: 'cron(0 8 ? * MON-FRI *)', ScheduleExpressionTimezone: 'Asia/Seoul' },
      ...{ State: 'ENABLED', FlexibleTimeWindow: { Mode: 'OFF' } },
      Target: { Arn: /:cluster\/lab$/, Input: /"MODE".*"day"/, EcsParameters: { LaunchType: 'FARGATE' } },
    };
    mustMatch(found, schedule, 'schedule');
    const { trust } = await roleOf(room, name, region);
    mustMatch(JSON.stringify(trust), /scheduler\.amazonaws\.com.*:schedule-group\/ecsctl"/, 'trust');
  },

  async 'runs a task by a rule, whose name no other verb takes then'(room) {
    const name = ownName(room);
    const argv = ['events', 'schedule', name, '--rate', '2 hours', '--engine', 'rule', ...taskFlags(room)];
    await changes(room, argv, ['PutRule', 'PutTargets', ...role]);
    const rule = await room.aws('events', 'describe-rule', '--name', name);
    mustMatch(rule, { ScheduleExpression: 'rate(2 hours)', State: 'ENABLED' }, 'rule');
    mustMatch(await targetsOf(room, name), [{ Id: 'ecsctl', Arn: /:cluster\/lab$/ }], 'targets');
    const onStop = ['events', 'on-stop', name, '--notify', 'sqs:lab-jobs'];
    await isRefused(room, onStop, 1, /was made by events schedule/);
  },
});

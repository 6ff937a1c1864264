import { carryOut } from '../plan/carry-out.ts';
import { mergeOperations } from '../plan/operations.ts';
import { defineVerb } from '../verb/verb.ts';
import { deadLetterOperations, deadLetterWrites } from './dead-letters/operations.ts';
import { roleOperations, roleWrites } from './role/operations.ts';
import { ruleOperations, ruleWrites } from './rule/operations.ts';
import { scheduleOperations } from './schedule/operations.ts';
import { planSchedule } from './schedule/plan-schedule.ts';
import { readScheduled, scheduledReads } from './schedule/read.ts';
import { showFirings } from './schedule/timing.ts';
import { readWantedSchedule, scheduleFlags } from './schedule/wanted.ts';

export const verb = defineVerb({
  summary: 'run a task by the clock',
  description:
    'EventBridge Scheduler keeps the time, which knows zones and what is to happen just once; a schedule that has run once is ' +
    'deleted by AWS unless --keep is given. --engine rule makes a rule of EventBridge. Beside it a role is made that may ' +
    'run this task in this cluster and nothing else. What is not named of an existing schedule stays.',
  arguments: { name: { help: 'name of the schedule' } },
  flags: scheduleFlags,
  examples: [
    [
      "ecsctl events schedule report --cron '0 7 ? * MON-FRI *' --timezone Asia/Seoul -c prod --task-definition report --subnets subnet-0a1b2c3d --create-dlq",
      'the newest revision of report at seven on weekday mornings, and what could not be run kept in a queue',
    ],
    [
      'ecsctl events schedule migrate --at 2030-01-31T03:00 --timezone Europe/Berlin -c prod --task-definition migrate:4 --subnets subnet-0a1b2c3d',
      'one revision, once',
    ],
  ],
  iam: [
    ...scheduledReads,
    'scheduler:CreateScheduleGroup',
    'scheduler:TagResource',
    'scheduler:CreateSchedule',
    'scheduler:UpdateSchedule',
    ...ruleWrites,
    ...roleWrites,
    ...deadLetterWrites,
  ],
  mutates: true,
  run(context, { arguments: { name }, flags }) {
    const { aws } = context;
    const wanted = readWantedSchedule(name, flags);
    return carryOut(context, {
      read: () => readScheduled(aws, wanted),
      plan: (found) => planSchedule(wanted, found, aws.now()),
      operations: mergeOperations([scheduleOperations, ruleOperations, roleOperations, deadLetterOperations]),
      preview: showFirings(wanted, () => aws.now()),
    });
  },
});

import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { readSchedules, type Schedule, scheduleName, scheduleReads } from '../../ecs/callers/schedules.ts';
import { operationsOf } from '../../plan/operations.ts';
import { takenBack } from '../../schedule/taken-back.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { targetTies } from './events/target-ties.ts';
import { pick } from './pick.ts';

/** What CreateSchedule takes of what GetSchedule gives. */
const settings = [
  'Name',
  'GroupName',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'EndDate',
  'Description',
  'State',
  'KmsKeyArn',
  'FlexibleTimeWindow',
  'ActionAfterCompletion',
  'Target',
];

/** Schedules of EventBridge Scheduler. Only their groups can have tags. */
export const schedule: Kind = {
  name: 'schedule',
  types: ['AWS::Scheduler::Schedule'],
  reads: scheduleReads,
  writes: ['scheduler:DeleteSchedule'],
  find,
  remove: ({ definition }) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('scheduler', 'DeleteSchedule', pick(definition, ['Name', 'GroupName'])),
      undo: call('scheduler', 'CreateSchedule', pick(definition, settings)),
      goal: ['ResourceNotFoundException'],
    },
  ],
  operations: {
    scheduler: operationsOf(SchedulerClient, {
      CreateSchedule: CreateScheduleCommand,
      DeleteSchedule: DeleteScheduleCommand,
    }),
  },
};

async function find({ aws, region }: Search): Promise<Thing[]> {
  const now = aws.now();
  return (await readSchedules(aws)).map((found) => thingOf(found, region, now));
}

function thingOf(found: Schedule, region: string, now: Date): Thing {
  const {
    Name: name = '',
    GroupName: group = 'default',
    Arn: arn = '',
    CreationDate,
    EndDate,
    Target,
  } = found;
  const hasEnded = EndDate !== undefined && EndDate < now;
  return {
    kind: 'schedule',
    id: `${group}/${name}`,
    name: scheduleName(found),
    arn,
    region,
    tags: {},
    ties: Target ? targetTies(Target) : [],
    aliases: [name, arn],
    ...(CreationDate && { createdAt: CreationDate }),
    definition: takenBack(found, now),
    ...(hasEnded && { idle: `it ended on ${EndDate.toISOString().slice(0, 10)}` }),
  };
}

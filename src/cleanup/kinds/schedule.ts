import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  paginateListSchedules,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { eachAtOnce } from '../../aws/at-once.ts';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
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
  reads: ['scheduler:ListSchedules', 'scheduler:GetSchedule'],
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

/** The list says of a target but its ARN, so that each schedule is asked for. */
async function find({ aws, region }: Search): Promise<Thing[]> {
  const client = aws.client(SchedulerClient);
  const listed = await collect(
    paginateListSchedules({ client, pageSize: 100 }, {}),
    ({ Schedules }) => Schedules,
  );
  const found = await eachAtOnce(listed, ({ Name, GroupName }) => read(client, { Name, GroupName }));
  return found.flatMap((one) => (one ? [thingOf(one, region, aws.now())] : []));
}

/** Undefined where the schedule has deleted itself since it was listed. */
async function read(
  client: SchedulerClient,
  { Name, GroupName }: { Name: string | undefined; GroupName: string | undefined },
): Promise<GetScheduleCommandOutput | undefined> {
  try {
    return await client.send(new GetScheduleCommand({ Name, GroupName }));
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function thingOf({ $metadata: _, ...found }: GetScheduleCommandOutput, region: string, now: Date): Thing {
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
    name: group === 'default' ? name : `${group}/${name}`,
    arn,
    region,
    tags: {},
    ties: Target ? targetTies(Target) : [],
    aliases: [name, arn],
    ...(CreationDate && { createdAt: CreationDate }),
    definition: found,
    ...(hasEnded && { idle: `it ended on ${EndDate.toISOString().slice(0, 10)}` }),
  };
}

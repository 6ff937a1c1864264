import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Operations, operationsOf } from '../../plan/operations.ts';

/** What the steps of a schedule send. */
export const scheduleOperations: Operations = {
  scheduler: operationsOf(SchedulerClient, {
    CreateScheduleGroup: CreateScheduleGroupCommand,
    CreateSchedule: CreateScheduleCommand,
    UpdateSchedule: UpdateScheduleCommand,
  }),
};

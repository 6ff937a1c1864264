import type { CreateScheduleInput } from '@aws-sdk/client-scheduler';

/** EventBridge Scheduler's resources in one region. */
export interface SchedulerState {
  /** By name; `default` is there from the start. */
  readonly groups: Map<string, ScheduleGroup>;
}

export interface ScheduleGroup {
  readonly name: string;
  /** Undefined for the default group, which nobody made. */
  readonly createdAt: Date | undefined;
  /** By name. */
  readonly schedules: Map<string, Schedule>;
}

/** What a request sets of a schedule, with what AWS fills in. */
export type ScheduleSettings = Omit<CreateScheduleInput, 'Name' | 'GroupName' | 'ClientToken'>;

export interface Schedule {
  readonly name: string;
  readonly arn: string;
  readonly group: ScheduleGroup;
  readonly createdAt: Date;
  /** The token of the request that made it, whose repetition is answered alike. */
  readonly clientToken: string | undefined;
  modifiedAt: Date;
  settings: ScheduleSettings;
  /** When a rate without a StartDate began to count, in milliseconds. */
  since: number;
  /** Undefined once it fires no more. */
  next: Firing | undefined;
}

/** One time that a schedule fires, in milliseconds. */
export interface Firing {
  /** When it is to fire by its expression. */
  readonly due: number;
  /** When it does, within its flexible time window. */
  readonly at: number;
}

export function emptyScheduler(): SchedulerState {
  const group: ScheduleGroup = { name: 'default', createdAt: undefined, schedules: new Map() };
  return { groups: new Map([[group.name, group]]) };
}

import type { TaskStopCode } from '@aws-sdk/client-ecs';
import { arn } from '../../world/arn.ts';
import { chance, seedOf } from '../../world/noise.ts';
import type { Region } from '../../world/region.ts';
import { endContainers, exitsOf } from './container-exits.ts';
import { pullImages } from './pulled-images.ts';
import { lacksSpot, NO_CAPACITY, pullFault, type StartFault } from './start-faults.ts';
import { type Cluster, type ContainerExit, isLive, isWaiting, type Task, type TaskOrigin } from './state.ts';
import { buryTags } from './tags.ts';
import { noteChange } from './task-changes.ts';

/** ECS can describe a stopped task for an hour at least; the sandbox's forget it then. */
const REMEMBERED_MS = 3600 * 1000;
const ZONES = ['a', 'b', 'c'];
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const ESSENTIAL_EXIT = {
  code: 'EssentialContainerExited',
  reason: 'Essential container in task exited',
} as const;

/**
 * A task that has just been placed, the `index`th of its kind; it runs some tens of seconds later, each after a time
 * of its own.
 */
export function newTask(
  region: Region,
  cluster: Cluster,
  origin: TaskOrigin,
  { at, index }: { at: number; index: number },
): Task {
  const id = region.ids.hex(32);
  const task: Task = {
    ...origin,
    id,
    arn: arn(region, 'ecs', `task/${cluster.name}/${id}`),
    zone: origin.zone ?? `${region.name}${ZONES[index % ZONES.length]}`,
    imageDigests: pullImages(region, origin, at),
    createdAt: at,
    runsAt: startedBy(region, id, at),
    status: 'PROVISIONING',
    startedAt: undefined,
    stopsAt: undefined,
    stoppedAt: undefined,
    stopCode: undefined,
    stoppedReason: undefined,
    exitCodes: {},
    exits: [],
    version: 0,
  };
  noteChange(region, task, at);
  return task;
}

/** Puts a task that has waited on an instance, where it runs some tens of seconds later. */
export function settleOn(
  region: Region,
  task: Task,
  { containerInstanceArn, zone, at }: { containerInstanceArn: string; zone: string | undefined; at: number },
): void {
  task.containerInstanceArn = containerInstanceArn;
  task.zone = zone ?? task.zone;
  task.runsAt = startedBy(region, task.id, at);
}

/** Ends a task at once, as it ends with the machine under it. */
export function endAtOnce(
  region: Region,
  task: Task,
  at: number,
  why: { code: TaskStopCode; reason: string },
): void {
  if (task.status === 'STOPPED') return;
  if (isLive(task)) {
    task.stopCode = why.code;
    task.stoppedReason = why.reason;
  }
  task.stopsAt = at;
  stop(region, task, at);
}

/** Sends a task on its way out; one that is leaving already keeps its first reason. */
export function beginStop(
  region: Region,
  task: Task,
  at: number,
  why: { code: TaskStopCode; reason: string },
): void {
  if (!isLive(task)) return;
  task.status = 'DEACTIVATING';
  task.stopsAt = at + region.rules.taskStopSeconds * 1000;
  task.stopCode = why.code;
  task.stoppedReason = why.reason;
  noteChange(region, task, at);
}

/** Whether the task is anything but quietly running, with no end in sight. */
export function isMoving(task: Task): boolean {
  return task.status !== 'RUNNING' || task.exits.length > 0;
}

/** Moves every task to the state that it has reached by now, and returns those that began to run, or could not. */
export function advanceTasks(
  region: Region,
  tasks: readonly Task[],
  at: number,
): { begun: Task[]; failed: Task[] } {
  const moved = tasks.filter((task) => advance(region, task, at));
  return {
    begun: moved.filter(({ status }) => status === 'RUNNING'),
    failed: moved.filter(({ status }) => status === 'STOPPED'),
  };
}

/** The tasks without those that stopped too long ago to be described. */
export function remembered(region: Region, tasks: Task[], at: number): Task[] {
  const forgotten = tasks.filter(
    ({ stoppedAt }) => stoppedAt !== undefined && at - stoppedAt >= REMEMBERED_MS,
  );
  if (forgotten.length === 0) return tasks;
  for (const task of forgotten) buryTags(region, task.arn, new Date(task.stoppedAt ?? at));
  const gone = new Set(forgotten);
  return tasks.filter((task) => !gone.has(task));
}

/** Whether the task began to run at this instant, or was found to be unable to. */
function advance(region: Region, task: Task, at: number): boolean {
  if (task.status === 'DEACTIVATING' && at >= (task.stopsAt ?? 0)) stop(region, task, at);
  if (task.status === 'RUNNING') follow(region, task, endContainers(task, at), at);
  if (task.status === 'PROVISIONING' && at > task.createdAt && !isWaiting(task)) {
    if (lacksSpot(region, task)) return fail(region, task, at, { reason: NO_CAPACITY });
    task.status = 'PENDING';
    noteChange(region, task, at);
  }
  if (task.status !== 'PENDING' || at < task.runsAt) return false;
  const fault = pullFault(region, task);
  if (fault) return fail(region, task, at, fault);
  task.status = 'RUNNING';
  task.startedAt = at;
  task.exits = exitsOf(region, task, at);
  noteChange(region, task, at);
  return true;
}

/** The task ends with the first of its essential containers, and goes on without any other. */
function follow(region: Region, task: Task, ended: readonly ContainerExit[], at: number): void {
  if (ended.some(({ isEssential }) => isEssential)) beginStop(region, task, at, ESSENTIAL_EXIT);
  else if (ended.length > 0) noteChange(region, task, at);
}

function stop(region: Region, task: Task, at: number): void {
  task.status = 'STOPPED';
  task.stoppedAt = at;
  noteChange(region, task, at);
}

function fail(region: Region, task: Task, at: number, { reason, containerReason }: StartFault): true {
  task.containerReason = containerReason;
  endAtOnce(region, task, at, { code: 'TaskFailedToStart', reason });
  return true;
}

/** When a task that has a place by `at` runs, in milliseconds. */
function startedBy({ rules }: Region, id: string, at: number): number {
  const [least, most] = rules.taskStartSeconds;
  return at + (least + chance(seedOf(id), 0) * (most - least)) * 1000;
}

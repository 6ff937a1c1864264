import type { TaskStopCode } from '@aws-sdk/client-ecs';
import { arn } from '../../world/arn.ts';
import { chance, seedOf } from '../../world/noise.ts';
import type { Region } from '../../world/region.ts';
import { pullImages } from './pulled-images.ts';
import { lacksSpot, NO_CAPACITY, pullFault, type StartFault } from './start-faults.ts';
import { type Cluster, isLive, isWaiting, type Task, type TaskOrigin } from './state.ts';
import { buryTags } from './tags.ts';

/** ECS can describe a stopped task for an hour at least; the sandbox's forget it then. */
const REMEMBERED_MS = 3600 * 1000;
const ZONES = ['a', 'b', 'c'];

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
  return {
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
  };
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
export function endAtOnce(task: Task, at: number, why: { code: TaskStopCode; reason: string }): void {
  if (task.status === 'STOPPED') return;
  if (isLive(task)) {
    task.stopCode = why.code;
    task.stoppedReason = why.reason;
  }
  task.status = 'STOPPED';
  task.stopsAt = at;
  task.stoppedAt = at;
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
}

/** Whether the task is anything but quietly running. */
export function isMoving(task: Task): boolean {
  return task.status !== 'RUNNING';
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
  if (task.status === 'DEACTIVATING' && at >= (task.stopsAt ?? 0)) {
    task.status = 'STOPPED';
    task.stoppedAt = at;
  }
  if (task.status === 'PROVISIONING' && at > task.createdAt && !isWaiting(task)) {
    if (lacksSpot(region, task)) return fail(task, at, { reason: NO_CAPACITY });
    task.status = 'PENDING';
  }
  if (task.status !== 'PENDING' || at < task.runsAt) return false;
  const fault = pullFault(region, task);
  if (fault) return fail(task, at, fault);
  task.status = 'RUNNING';
  task.startedAt = at;
  return true;
}

function fail(task: Task, at: number, { reason, containerReason }: StartFault): true {
  endAtOnce(task, at, { code: 'TaskFailedToStart', reason });
  task.containerReason = containerReason;
  return true;
}

/** When a task that has a place by `at` runs, in milliseconds. */
function startedBy({ rules }: Region, id: string, at: number): number {
  const [least, most] = rules.taskStartSeconds;
  return at + (least + chance(seedOf(id), 0) * (most - least)) * 1000;
}

import { arn } from '../../world/arn.ts';
import { chance, seedOf } from '../../world/noise.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { note } from './service-events.ts';
import type { Rollout, Service, Task } from './state.ts';

/** ECS can describe a stopped task for an hour at least; the sandbox's forget it then. */
const REMEMBERED_MS = 3600 * 1000;
const ZONES = ['a', 'b', 'c'];

/** A task that has just been placed; it runs some tens of seconds later, each after a time of its own. */
export function newTask(region: Region, service: Service, rollout: Rollout, tick: Tick): Task {
  const id = region.ids.hex(32);
  const [least, most] = region.rules.taskStartSeconds;
  const takes = least + chance(seedOf(id), 0) * (most - least);
  return {
    id,
    arn: arn(region, 'ecs', `task/${service.cluster.name}/${id}`),
    rollout,
    zone: `${region.name}${ZONES[service.tasks.length % ZONES.length]}`,
    createdAt: tick.at,
    runsAt: tick.at + takes * 1000,
    status: 'PROVISIONING',
    startedAt: undefined,
    stopsAt: undefined,
    stoppedAt: undefined,
    stoppedReason: undefined,
  };
}

/** Sends a task on its way out, with the reason that ECS gives for what its scheduler does. */
export function beginStop(region: Region, service: Service, task: Task, tick: Tick): void {
  task.status = 'DEACTIVATING';
  task.stopsAt = tick.at + region.rules.taskStopSeconds * 1000;
  const deployment = service.rollouts[0]?.id ?? '';
  task.stoppedReason = `Scaling activity initiated by (deployment ${deployment})`;
}

/** Whether the task is anything but quietly running. */
export function isMoving(task: Task): boolean {
  return task.status !== 'RUNNING';
}

/** Moves every task to the state that it has reached by now. */
export function advanceTasks(region: Region, service: Service, tick: Tick): void {
  const begun = service.tasks.filter((task) => advance(task, tick));
  if (begun.length > 0) noteTargets(region, service, begun.length, tick);
  service.tasks = service.tasks.filter(
    ({ stoppedAt }) => stoppedAt === undefined || tick.at - stoppedAt < REMEMBERED_MS,
  );
}

/** Whether the task began to run at this tick. */
function advance(task: Task, tick: Tick): boolean {
  if (task.status === 'DEACTIVATING' && tick.at >= (task.stopsAt ?? 0)) {
    task.status = 'STOPPED';
    task.stoppedAt = tick.at;
  }
  if (task.status === 'PROVISIONING' && tick.at > task.createdAt) task.status = 'PENDING';
  if (task.status !== 'PENDING' || tick.at < task.runsAt) return false;
  task.status = 'RUNNING';
  task.startedAt = tick.at;
  return true;
}

function noteTargets(region: Region, service: Service, count: number, tick: Tick): void {
  for (const { targetGroupArn } of service.settings.loadBalancers ?? []) {
    const text = `registered ${count} targets in (target-group ${targetGroupArn})`;
    note(region, service, new Date(tick.at), text);
  }
}

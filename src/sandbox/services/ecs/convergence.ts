import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { breakCircuit, countStarts } from './circuit-breaker.ts';
import { isOnLeavingInstance } from './draining.ts';
import { servicesOf } from './lookup.ts';
import { completeRollout } from './rollouts.ts';
import { listed, note } from './service-events.ts';
import { NO_CAPACITY } from './start-faults.ts';
import { startMissing } from './starting.ts';
import { isLive, type Rollout, runningCount, type Service, type Task } from './state.ts';
import { buryTags } from './tags.ts';
import { advanceTasks, beginStop, isMoving, remembered } from './task-life.ts';
import { convergeTaskSets } from './task-set-life.ts';
import { noteNoCapacity } from './unplaced.ts';

/** ECS says again that a service is steady when six hours have passed without a change. */
const STEADY_AGAIN_MS = 6 * 3600 * 1000;

/** Brings every service's tasks a tick nearer to what is desired, as the service scheduler does. */
export function convergeServices(region: Region, tick: Tick): void {
  for (const service of servicesOf(region)) {
    if (!isAtRest(service, tick)) converge(region, service, tick);
  }
}

function converge(region: Region, service: Service, tick: Tick): void {
  const { begun, failed } = advanceTasks(region, service.tasks, tick.at);
  if (begun.length > 0) noteTargets(region, service, begun.length, tick);
  if (failed.some(({ stoppedReason }) => stoppedReason === NO_CAPACITY)) {
    noteNoCapacity(region, service, tick.at);
  }
  countStarts(service, { begun, failed }, tick);
  breakCircuit(region, service, tick);
  service.tasks = remembered(region, service.tasks, tick.at);
  const [primary] = service.rollouts;
  if (primary) {
    startMissing(region, service, primary, tick);
    stopSurplus(region, service, primary, tick);
    concludeRollout(region, service, primary, tick);
    sayWhenSteady(region, service, tick);
  }
  convergeTaskSets(region, service, tick);
  if (service.status === 'DRAINING') endWhenDrained(region, service, tick);
}

/** A service that is being deleted is gone when its last task has stopped, not when the last one leaves. */
function endWhenDrained(region: Region, service: Service, tick: Tick): void {
  if (service.tasks.some(({ status }) => status !== 'STOPPED')) return;
  service.status = 'INACTIVE';
  buryTags(region, service.arn, new Date(tick.at));
}

/** Whether nothing at all can happen to the service at this tick: most of a week's ticks. */
function isAtRest(service: Service, tick: Tick): boolean {
  const { steadySince } = service;
  if (steadySince === undefined || tick.at - steadySince >= STEADY_AGAIN_MS) return false;
  return service.tasks.length === service.desiredCount && !service.tasks.some(isMoving);
}

function stopSurplus(region: Region, service: Service, primary: Rollout, tick: Tick): void {
  const surplus = [...outdated(service, primary), ...beyondDesired(service, primary)];
  if (surplus.length === 0) return;
  const reason = `Scaling activity initiated by (deployment ${primary.id})`;
  const why = { code: 'ServiceSchedulerInitiated', reason } as const;
  for (const task of surplus) beginStop(region, task, tick.at, why);
  service.steadySince = undefined;
  note(
    region,
    service,
    new Date(tick.at),
    `has stopped ${surplus.length} running tasks: ${listed(surplus)}.`,
  );
}

/** Tasks of earlier rollouts, or on instances that drain, that may go without the healthy ones becoming too few. */
function outdated(service: Service, primary: Rollout): Task[] {
  const old = service.tasks.filter((task) => isLive(task) && !isKept(service, task, primary));
  if (old.length === 0) return [];
  const least = service.settings.deploymentConfiguration?.minimumHealthyPercent ?? 100;
  const needed = Math.ceil((service.desiredCount * least) / 100);
  const spare = Math.max(0, runningCount(service) - needed);
  const running = old.filter((task) => task.status === 'RUNNING').slice(0, spare);
  return [...old.filter((task) => task.status !== 'RUNNING'), ...running];
}

/** Tasks of the primary rollout that are too many: those not running yet first, then the youngest. */
function beyondDesired(service: Service, primary: Rollout): Task[] {
  const live = service.tasks.filter((task) => isLive(task) && isKept(service, task, primary));
  return live.toReversed().slice(0, Math.max(0, live.length - service.desiredCount));
}

/** Whether the task is one that the primary rollout goes on with. */
function isKept({ cluster }: Service, task: Task, primary: Rollout): boolean {
  return task.rollout === primary && !isOnLeavingInstance(cluster, task);
}

function concludeRollout(region: Region, service: Service, primary: Rollout, tick: Tick): void {
  if (primary.state !== 'IN_PROGRESS') return;
  const others = service.tasks.some((task) => isLive(task) && task.rollout !== primary);
  if (others || runningCount(service, primary) !== service.desiredCount) return;
  completeRollout(region, service, primary, new Date(tick.at));
}

function sayWhenSteady(region: Region, service: Service, tick: Tick): void {
  const primary = service.rollouts[0];
  if (service.status !== 'ACTIVE' || primary?.state !== 'COMPLETED') return;
  const live = service.tasks.filter(isLive);
  if (live.length !== service.desiredCount || runningCount(service, primary) !== live.length) return;
  if (live.some((task) => isOnLeavingInstance(service.cluster, task))) return;
  if (service.steadySince !== undefined && tick.at - service.steadySince < STEADY_AGAIN_MS) return;
  service.steadySince = tick.at;
  note(region, service, new Date(tick.at), 'has reached a steady state.');
}

function noteTargets(region: Region, service: Service, count: number, tick: Tick): void {
  for (const { targetGroupArn } of service.settings.loadBalancers ?? []) {
    const text = `registered ${count} targets in (target-group ${targetGroupArn})`;
    note(region, service, new Date(tick.at), text);
  }
}

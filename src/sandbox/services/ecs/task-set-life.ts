import type { TaskSet as SdkTaskSet } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { originOf } from './service-task-origin.ts';
import {
  isLive,
  pendingCount,
  runningCount,
  type Service,
  type Task,
  type TaskOrigin,
  type TaskSet,
} from './state.ts';
import { buryTags } from './tags.ts';
import { beginStop, newTask } from './task-life.ts';

/** How many tasks the set is to have: its percentage of the service's desired count, rounded up. */
export function desiredOf(service: Service, { about }: TaskSet): number {
  if (about.status === 'DRAINING') return 0;
  return Math.ceil((service.desiredCount * (about.scale?.value ?? 0)) / 100);
}

/** Marks the task set as deleted; it goes when its tasks have stopped. */
export function deleteTaskSet(region: Region, service: Service, { about }: TaskSet, now: Date): void {
  about.status = 'DRAINING';
  about.updatedAt = now;
  service.steadySince = undefined;
  buryTags(region, about.taskSetArn ?? '', now);
}

/** The task set as DescribeTaskSets shows it, without tags. */
export function describeTaskSet(service: Service, set: TaskSet): SdkTaskSet {
  const own = { tasks: tasksOf(service, set) };
  const desired = desiredOf(service, set);
  const running = runningCount(own);
  return {
    ...set.about,
    computedDesiredCount: desired,
    pendingCount: pendingCount(own),
    runningCount: running,
    stabilityStatus: running === desired ? 'STEADY_STATE' : 'STABILIZING',
    platformFamily: 'Linux',
  };
}

/** Brings the tasks of the service's task sets nearer to what is desired, and drops sets that have drained. */
export function convergeTaskSets(region: Region, service: Service, tick: Tick): void {
  if (service.taskSets.length === 0) return;
  for (const set of service.taskSets) converge(region, service, set, tick.at);
  service.taskSets = service.taskSets.filter(
    (set) =>
      set.about.status !== 'DRAINING' || tasksOf(service, set).some(({ status }) => status !== 'STOPPED'),
  );
}

function converge(region: Region, service: Service, set: TaskSet, at: number): void {
  const live = tasksOf(service, set).filter(isLive);
  const desired = desiredOf(service, set);
  for (let index = live.length; index < desired; index += 1) {
    const origin = nextOrigin(region, service, set, at);
    if (!origin) break;
    service.tasks.push(newTask(region, service.cluster, origin, { at, index }));
  }
  const reason = `Scaling activity initiated by (task set ${set.id})`;
  const why = { code: 'ServiceSchedulerInitiated', reason } as const;
  for (const task of live.slice(desired)) beginStop(region, task, at, why);
}

function nextOrigin(region: Region, service: Service, taskSet: TaskSet, at: number): TaskOrigin | undefined {
  const { id, about } = taskSet;
  const { taskDefinition = '', launchType, capacityProviderStrategy } = about;
  const has = (task: Task) => task.taskSet === taskSet;
  const deployed = { id, taskDefinition, launchType, capacityProviderStrategy, has };
  const origin = originOf(region, service, deployed, at);
  const { networkConfiguration, platformVersion } = about;
  return origin && { ...origin, networkConfiguration, platformVersion, taskSet };
}

function tasksOf(service: Service, set: TaskSet): Task[] {
  return service.tasks.filter(({ taskSet }) => taskSet === set);
}

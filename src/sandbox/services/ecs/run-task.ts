import type {
  Failure,
  RunTaskCommandInput,
  RunTaskCommandOutput,
  StopTaskCommandInput,
  StopTaskCommandOutput,
  Tag,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findCluster, invalidParameter, lastPart, tasksIn, usableTaskDefinition } from './lookup.ts';
import { capacityOf, place } from './placement.ts';
import type { Cluster, Task, TaskOrigin } from './state.ts';
import { tagsOf } from './tags.ts';
import { beginStop, newTask } from './task-life.ts';
import { checkOverrides } from './task-overrides.ts';
import { describeTask } from './task-shape.ts';

const MOST = 10;

/**
 * Starts up to ten standalone tasks, which run until they are stopped, or until a command ends of which it is known how
 * (process-ending.ts). Those that find no place are named in `failures`. The same client token again starts nothing more.
 */
export function RunTask(
  input: RunTaskCommandInput,
  { region, now }: Pick<Call, 'region' | 'now'>,
): Answer<RunTaskCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const repeated = cluster.tasks.filter(
    ({ clientToken }) => clientToken !== undefined && clientToken === input.clientToken,
  );
  if (repeated.length > 0) return shown(region, repeated, []);
  const definition = usableTaskDefinition(region, input.taskDefinition ?? '');
  check(input, definition);
  checkOverrides(input.overrides, definition);
  const capacity = capacityOf(cluster, input);
  const origin = originOf(input, definition);
  const started: Task[] = [];
  const failures: Failure[] = [];
  for (let index = 0; index < (input.count ?? 1); index += 1) {
    const found = place(region, cluster, capacity, { definition, group: origin.group, siblings: started });
    if ('failure' in found) failures.push(found.failure);
    else started.push(start(region, cluster, { ...origin, ...found }, now));
  }
  const tags = tagsFor(region, input, definition);
  if (tags.length > 0) for (const task of started) region.ecs.tags.set(task.arn, tags);
  return shown(region, started, failures);
}

/** Stops a task, a service's too, which the service then replaces. */
export function StopTask(input: StopTaskCommandInput, { region, now }: Call): Answer<StopTaskCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const id = lastPart(input.task ?? '');
  for (const task of tasksIn(cluster)) {
    if (task.id !== id) continue;
    const reason = input.reason ?? 'Task stopped by user';
    beginStop(region, task, now.getTime(), { code: 'UserInitiated', reason });
    return { task: { ...describeTask(region, task), tags: tagsOf(region, task.arn) } };
  }
  throw invalidParameter('The referenced task was not found.');
}

function start(region: Region, cluster: Cluster, origin: TaskOrigin, now: Date): Task {
  const task = newTask(region, cluster, origin, { at: now.getTime(), index: cluster.tasks.length });
  cluster.tasks.push(task);
  return task;
}

function check(input: RunTaskCommandInput, { networkMode }: TaskDefinition): void {
  const { count = 1, startedBy = '', networkConfiguration } = input;
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw invalidParameter(`Count must be 1 to ${MOST}.`);
  }
  if (startedBy.length > 128) throw invalidParameter('startedBy cannot be longer than 128 characters.');
  if (input.group?.startsWith('service:')) throw invalidParameter('A group cannot begin with service:.');
  if (networkMode === 'awsvpc' && !networkConfiguration?.awsvpcConfiguration?.subnets?.length) {
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
}

function originOf(
  input: RunTaskCommandInput,
  definition: TaskDefinition,
): Omit<TaskOrigin, 'launchType' | 'capacityProvider'> {
  return {
    group: input.group ?? `family:${definition.family}`,
    startedBy: input.startedBy,
    taskDefinition: definition.taskDefinitionArn ?? '',
    networkConfiguration: input.networkConfiguration,
    platformVersion: input.platformVersion,
    overrides: input.overrides,
    enableExecuteCommand: input.enableExecuteCommand,
    clientToken: input.clientToken,
  };
}

function tagsFor(region: Region, input: RunTaskCommandInput, definition: TaskDefinition): Tag[] {
  const inherited =
    input.propagateTags === 'TASK_DEFINITION' ? tagsOf(region, definition.taskDefinitionArn ?? '') : [];
  return [...new Map([...inherited, ...(input.tags ?? [])].map((tag) => [tag.key, tag])).values()];
}

function shown(region: Region, tasks: readonly Task[], failures: Failure[]): Answer<RunTaskCommandOutput> {
  return {
    tasks: tasks.map((task) => ({ ...describeTask(region, task), tags: tagsOf(region, task.arn) })),
    failures,
  };
}

import type { Attachment, Container, Task as ShownTask } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { busEvent } from '../events/bus-event.ts';
import { taskDefinitionOf } from './lookup.ts';
import type { Task } from './state.ts';
import { describeTask } from './task-shape.ts';

/**
 * Counts a change of the task, of what it is or of what it is to be, and tells the default bus of it, which hears it
 * at the next tick.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function noteChange(region: Region, task: Task, at: number): void {
  task.version += 1;
  if (!isHeard(region)) return;
  const now = new Date(at);
  const detail = detailOf(region, task, now);
  const said = { source: 'aws.ecs', detailType: 'ECS Task State Change', resources: [task.arn], detail };
  region.events.arrivals.push({ event: busEvent(region, now, said), busName: 'default', at });
}

/** Most worlds have no rule that could match, and weeks of tasks that nobody asks about. */
function isHeard({ events }: Region): boolean {
  for (const { eventPattern, state } of events.buses.get('default')?.rules.values() ?? []) {
    if (eventPattern !== undefined && state !== 'DISABLED') return true;
  }
  return false;
}

/** The task as its event shows it, times in ISO 8601: no health, and the attachments' type by another name. */
function detailOf(region: Region, task: Task, now: Date): object {
  const { healthStatus: _health, ...shown } = describeTask(region, task);
  const attachments = (shown.attachments ?? []).map((one) => ({ ...one, type: 'eni' }));
  const [own] = attachments;
  return withoutUndefined({
    ...shown,
    attachments,
    attributes: attributesOf(region, task),
    containers: (shown.containers ?? []).map((one) => containerOf(one, own)),
    overrides: overridesOf(shown),
    updatedAt: now,
  });
}

function containerOf(
  { healthStatus: _health, ...container }: Container,
  own: Attachment | undefined,
): object {
  const privateIpv4Address = own?.details?.find(({ name }) => name === 'privateIPv4Address')?.value;
  return { ...container, networkInterfaces: own ? [{ attachmentId: own.id, privateIpv4Address }] : [] };
}

/** Every container is named, whether something of it is overridden or not. */
function overridesOf({ overrides, containers = [] }: ShownTask): object {
  const given = overrides?.containerOverrides ?? [];
  const containerOverrides = containers.map(({ name }) => given.find((one) => one.name === name) ?? { name });
  const { inferenceAcceleratorOverrides: _none, ...others } = overrides ?? {};
  return { ...others, containerOverrides };
}

function attributesOf(region: Region, task: Task): object[] {
  const { cpuArchitecture = 'X86_64' } = taskDefinitionOf(region, task.taskDefinition)?.runtimePlatform ?? {};
  return [{ name: 'ecs.cpu-architecture', value: cpuArchitecture.toLowerCase() }];
}

function withoutUndefined(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

import { arn } from '../../world/arn.ts';
import { seedOf } from '../../world/noise.ts';
import type { Region } from '../../world/region.ts';
import type { Task } from '../ecs/state.ts';
import { defaultGroupOf } from './default-group.ts';
import { type Interface, ManagedInterface } from './interface.ts';
import { uuidOf } from './stable-ids.ts';
import type { Subnet } from './state.ts';

/** The account of AWS's own in which Fargate runs tasks. */
const FARGATE_ACCOUNT = '578734482556';

/** One interface for each task in awsvpc mode, whether a service's or a standalone one, until it has stopped. */
export function* taskInterfaces(region: Region, now: Date): Generator<Interface> {
  for (const task of tasksOf(region)) {
    const found = isThere(task, now) ? taskInterface(region, task) : undefined;
    if (found) yield found;
  }
}

function* tasksOf({ ecs }: Region): Generator<Task> {
  for (const cluster of ecs.clusters.values()) {
    yield* cluster.tasks;
    for (const service of cluster.services.values()) yield* service.tasks;
  }
}

/** A task gives its interface back when it stops, at a time that lies between two ticks. */
function isThere({ status, stopsAt }: Task, now: Date): boolean {
  return status !== 'STOPPED' && (stopsAt === undefined || stopsAt > now.getTime());
}

/** The task's one interface; none for a task that has the network of its instance, or none that EC2 knows. */
export function taskInterface(region: Region, task: Task): Interface | undefined {
  const network = task.networkConfiguration?.awsvpcConfiguration;
  const subnet = network && subnetOf(region, task, network.subnets ?? []);
  if (!subnet) return undefined;
  return new ManagedInterface({
    owner: task.arn,
    subnet,
    description: arn(region, 'ecs', `attachment/${uuidOf(task.arn)}`),
    groups: network.securityGroups?.length ? network.securityGroups : defaultGroupOf(region, subnet.VpcId),
    requester: FARGATE_ACCOUNT,
    heldBy: FARGATE_ACCOUNT,
    attachmentPrefix: 'eni-attach',
    ...(network.assignPublicIp === 'ENABLED' && { association: { ownerId: 'amazon' } }),
  });
}

/** A subnet in the task's zone where there is one, and else any of them, always the same. */
function subnetOf({ ec2 }: Region, task: Task, ids: readonly string[]): Subnet | undefined {
  const subnets = ids.map((id) => ec2.subnets.get(id)).filter((subnet) => subnet !== undefined);
  const near = subnets.filter(({ AvailabilityZone }) => AvailabilityZone === task.zone);
  const choice = near.length > 0 ? near : subnets;
  return choice[seedOf(task.id) % Math.max(1, choice.length)];
}

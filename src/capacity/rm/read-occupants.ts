import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Cluster, ContainerInstance, Task } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { readInstances } from '../../ecs/fleet/read-instances.ts';
import { readServices } from '../../ecs/read-services.ts';
import { readTasks } from '../../ecs/read-tasks.ts';
import type { Occupant } from './found.ts';

/**
 * The tasks on instances of the group, in whatever cluster these are: it is their user data that says which one. Those
 * of daemon services are left out, for they run wherever there is an instance and end with it.
 */
export async function readOccupants(
  aws: Aws,
  clusters: readonly Cluster[],
  { Instances = [] }: AutoScalingGroup,
): Promise<Occupant[]> {
  const ids = new Set(Instances.map(({ InstanceId }) => InstanceId));
  if (ids.size === 0) return [];
  const asked = clusters.filter((one) => (one.registeredContainerInstancesCount ?? 0) > 0);
  const lists = await eachAtOnce(asked, ({ clusterName = '' }) => occupantsIn(aws, clusterName, ids));
  return lists.flat();
}

async function occupantsIn(
  aws: Aws,
  cluster: string,
  ids: ReadonlySet<string | undefined>,
): Promise<Occupant[]> {
  const instances = (await readInstances(aws, cluster)).filter(
    (one) => ids.has(one.ec2InstanceId) && hasTasks(one),
  );
  if (instances.length === 0) return [];
  const places = new Map(instances.map((one) => [one.containerInstanceArn, one.ec2InstanceId ?? '']));
  const [tasks, services] = await Promise.all([readTasks(aws, cluster), readServices(aws, cluster)]);
  const daemons = new Set(
    services
      .filter(({ schedulingStrategy }) => schedulingStrategy === 'DAEMON')
      .map(({ serviceName }) => serviceName),
  );
  return tasks.flatMap((task): Occupant[] => {
    const instance = places.get(task.containerInstanceArn);
    const service = serviceOf(task);
    if (instance === undefined || (service !== undefined && daemons.has(service))) return [];
    return [{ cluster, instance, task: nameOf(task.taskArn ?? ''), ...(service && { service }) }];
  });
}

function hasTasks({ runningTasksCount = 0, pendingTasksCount = 0 }: ContainerInstance): boolean {
  return runningTasksCount + pendingTasksCount > 0;
}

function serviceOf({ group = '' }: Task): string | undefined {
  return group.startsWith('service:') ? group.slice('service:'.length) : undefined;
}

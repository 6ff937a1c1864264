import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Cluster, Service } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { groupOf } from '../provider-group.ts';
import { readProviders } from '../read-providers.ts';
import { readServices } from '../read-services.ts';
import { readTasks } from '../read-tasks.ts';
import type { FoundFleet, FoundGroup } from './found.ts';
import { placelessIn } from './placeless.ts';
import { readDefinitions } from './read-definitions.ts';
import { readGroups, readLaunches } from './read-groups.ts';
import { readInstances } from './read-instances.ts';
import { readMachines } from './read-machines.ts';
import { readReservations } from './read-reservations.ts';
import { readTypes } from './read-types.ts';
import { typeOf } from './room.ts';

/** All of a cluster's capacity, with the tasks on it and those that find no place. */
export async function readFleet(aws: Aws, cluster: Cluster): Promise<FoundFleet> {
  const { clusterName: name = '' } = cluster;
  const [providers, instances, services, tasks] = await Promise.all([
    readProviders(aws, [cluster]),
    readInstances(aws, name),
    readServices(aws, name),
    readTasks(aws, name),
  ]);
  const own = providers.filter((one) => isOwn(one.name ?? '', one.cluster, cluster));
  return complete(aws, { cluster: name, providers: own, instances, services, tasks });
}

function isOwn(
  name: string,
  of: string | undefined,
  { clusterName, capacityProviders = [] }: Cluster,
): boolean {
  return capacityProviders.includes(name) || of?.split('/').at(-1) === clusterName;
}

/**
 * The capacity under one service that runs on instances. The tasks of others are asked for only where they take what
 * the instances do not tell themselves: network interfaces.
 * @param providers those of its strategy.
 */
export async function readServiceFleet(
  aws: Aws,
  cluster: string,
  service: Service,
  providers: FoundFleet['providers'],
): Promise<FoundFleet> {
  const takesInterfaces = service.networkConfiguration?.awsvpcConfiguration !== undefined;
  const [instances, tasks] = await Promise.all([
    readInstances(aws, cluster),
    readTasks(aws, cluster, takesInterfaces ? {} : { serviceName: service.serviceName }),
  ]);
  const mine = tasks.filter(({ group }) => group === `service:${service.serviceName}`);
  const others = tasks.filter((task) => !mine.includes(task) && task.containerInstanceArn);
  const begun = { cluster, providers, instances, services: [service], tasks: [...mine, ...others] };
  // Whether the instances have room for more of it is told even where none of it waits.
  return complete(aws, begun, service.taskDefinition === undefined ? [] : [service.taskDefinition]);
}

type Begun = Pick<FoundFleet, 'cluster' | 'providers' | 'instances' | 'services' | 'tasks'>;

/** What only the first answers lead to. */
async function complete(
  aws: Aws,
  begun: Begun,
  furtherDefinitions: readonly string[] = [],
): Promise<FoundFleet> {
  const { cluster, providers, instances, services, tasks } = begun;
  // Only an answer tells the time at AWS.
  const at = aws.now();
  const placeless = placelessIn(services, tasks, at).map(({ taskDefinition }) => taskDefinition);
  const grouped = providers.filter((provider) => groupOf(provider) !== undefined);
  const managed = grouped.filter(
    ({ autoScalingGroupProvider: group }) => group?.managedScaling?.status === 'ENABLED',
  );
  const [definitions, groups, reservations] = await Promise.all([
    readDefinitions(aws, [...placeless, ...furtherDefinitions]),
    readFoundGroups(
      aws,
      grouped.flatMap((provider) => groupOf(provider) ?? []),
      new Set(instances.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])),
    ),
    readReservations(
      aws,
      cluster,
      managed.flatMap(({ name }) => name ?? []),
    ),
  ]);
  const types = [
    ...instances.flatMap((instance) => typeOf(instance) ?? []),
    ...[...groups.values()].flatMap((group) => group.types ?? []),
  ];
  const machines = await readMachines(aws, types);
  return { ...begun, at, definitions, groups, machines, reservations };
}

async function readFoundGroups(
  aws: Aws,
  names: readonly string[],
  joined: ReadonlySet<string>,
): Promise<Map<string, FoundGroup>> {
  const groups = await readGroups(aws, [...new Set(names)]);
  const found = await eachAtOnce(groups, (group) => readFoundGroup(aws, group, joined));
  return new Map(found.map((one) => [one.group.AutoScalingGroupName ?? '', one]));
}

async function readFoundGroup(
  aws: Aws,
  group: AutoScalingGroup,
  joined: ReadonlySet<string>,
): Promise<FoundGroup> {
  const [launches, types] = await Promise.all([readLaunches(aws, group, joined), readTypes(aws, group)]);
  return { group, types, ...launches };
}

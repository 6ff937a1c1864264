import {
  type Cluster,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListServices,
  paginateListTasks,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';
import type { FoundCapacity } from '../found.ts';
import { readCluster } from '../read/cluster.ts';
import { readProviders } from '../read/providers.ts';
import { serviceUses, taskUses, type Use } from './uses.ts';

/** Services that one DescribeServices takes, and tasks that one DescribeTasks does. */
const servicesAtOnce = 10;
const tasksAtOnce = 100;

/** A cluster with what uses the capacity providers that are to leave it. */
export interface FoundInUse extends FoundCapacity {
  readonly uses: readonly Use[];
}

/**
 * What the cluster has, and what in it uses these providers. Nothing is asked of services and tasks where the cluster
 * has none of them.
 * @throws a `not-found` failure for the cluster.
 */
export async function readInUse(aws: Aws, name: string, leaving: readonly string[]): Promise<FoundInUse> {
  const cluster = await readCluster(aws, name);
  const [providers, uses] = await Promise.all([
    readProviders(aws, [cluster]),
    readUses(aws, cluster, leaving),
  ]);
  const region = await aws.client(ECSClient).config.region();
  return { region, cluster, providers, uses };
}

async function readUses(
  aws: Aws,
  { clusterName: cluster = '', capacityProviders = [] }: Cluster,
  leaving: readonly string[],
): Promise<Use[]> {
  const asked = leaving.filter((name) => capacityProviders.includes(name));
  if (asked.length === 0) return [];
  const [services, tasks] = await Promise.all([readServices(aws, cluster), readTasks(aws, cluster)]);
  return [...serviceUses(services, asked), ...taskUses(tasks, asked)];
}

async function readServices(aws: Aws, cluster: string): Promise<Service[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListServices({ client, pageSize: 100 }, { cluster });
  const arns = await collect(pages, ({ serviceArns }) => serviceArns);
  const answers = await eachAtOnce(batches(arns, servicesAtOnce), (services) =>
    client.send(new DescribeServicesCommand({ cluster, services })),
  );
  return answers.flatMap(({ services = [] }) => services);
}

async function readTasks(aws: Aws, cluster: string): Promise<Task[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListTasks({ client, pageSize: tasksAtOnce }, { cluster });
  const arns = await collect(pages, ({ taskArns }) => taskArns);
  const answers = await eachAtOnce(batches(arns, tasksAtOnce), (tasks) =>
    client.send(new DescribeTasksCommand({ cluster, tasks })),
  );
  return answers.flatMap(({ tasks = [] }) => tasks);
}

import { DescribeTasksCommand, ECSClient, paginateListTasks, type Task } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { batches, collect } from '../../../aws/pages.ts';
import type { Charge } from '../../thing.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { clustersOf } from './clusters.ts';

/** Tasks that one DescribeTasks takes. */
const tasksAtOnce = 100;

/** All tasks of all clusters that are to run. AWS cannot be asked for those alone that are of no service. */
export const tasksOf = oncePerSearch(async (search): Promise<Task[]> => {
  const client = search.aws.client(ECSClient);
  const clusters = (await clustersOf(search)).map(({ clusterName = '' }) => clusterName);
  const lists = await eachAtOnce(clusters, async (cluster) => {
    const arns = await collect(
      paginateListTasks({ client, pageSize: 100 }, { cluster, desiredStatus: 'RUNNING' }),
      ({ taskArns }) => taskArns,
    );
    return batches(arns, tasksAtOnce).map((tasks) => ({ cluster, tasks }));
  });
  const answers = await eachAtOnce(lists.flat(), ({ cluster, tasks }) =>
    client.send(new DescribeTasksCommand({ cluster, tasks, include: ['TAGS'] })),
  );
  return answers.flatMap(({ tasks = [] }) => tasks).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
});

/**
 * What tasks on Fargate take of its two prices, in vCPUs and gigabytes. Tasks on Spot or on ARM cost less than these
 * prices say, and are left out.
 */
export function fargateCharges(tasks: readonly Task[]): Charge[] {
  const priced = tasks.filter(isPriced);
  const sum = (units: (task: Task) => string | undefined) =>
    priced.reduce((total, task) => total + Number(units(task)) / 1024, 0);
  if (priced.length === 0) return [];
  return [
    { price: 'fargate vcpu', quantity: sum(({ cpu }) => cpu) },
    { price: 'fargate gigabyte', quantity: sum(({ memory }) => memory) },
  ];
}

function isPriced({ launchType, capacityProviderName, attributes = [], cpu, memory }: Task): boolean {
  const isArm = attributes.some(({ name, value }) => name === 'ecs.cpu-architecture' && value === 'arm64');
  const isFargate = launchType === 'FARGATE' && capacityProviderName !== 'FARGATE_SPOT';
  return isFargate && !isArm && Number(cpu) > 0 && Number(memory) > 0;
}

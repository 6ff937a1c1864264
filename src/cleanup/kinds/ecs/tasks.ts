import type { Task } from '@aws-sdk/client-ecs';
import { readTasks } from '../../../ecs/read-tasks.ts';
import type { Charge } from '../../thing.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { ofEachCluster } from './clusters.ts';

/** All tasks of all clusters that are to run. AWS cannot be asked for those alone that are of no service. */
export const tasksOf = oncePerSearch(async (search): Promise<Task[]> => {
  const tasks = await ofEachCluster(search, (cluster) =>
    readTasks(search.aws, cluster, { include: ['TAGS'] }),
  );
  return tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED');
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

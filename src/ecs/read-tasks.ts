import {
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  type Task,
  type TaskField,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../aws/at-once.ts';
import type { Aws } from '../aws/aws.ts';
import { batches, collect } from '../aws/pages.ts';

/** Tasks that one DescribeTasks takes. */
const tasksAtOnce = 100;

interface Asked {
  /** Only the tasks of this service. */
  readonly serviceName?: string | undefined;
  /** What AWS leaves out where it is not asked for. */
  readonly include?: TaskField[];
}

/** Every task of the cluster that runs or is to run. */
export async function readTasks(
  aws: Aws,
  cluster: string,
  { serviceName, include }: Asked = {},
): Promise<Task[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListTasks({ client, pageSize: tasksAtOnce }, { cluster, serviceName });
  const arns = await collect(pages, ({ taskArns }) => taskArns);
  const answers = await eachAtOnce(batches(arns, tasksAtOnce), (tasks) =>
    client.send(new DescribeTasksCommand({ cluster, tasks, include })),
  );
  return answers.flatMap(({ tasks = [] }) => tasks);
}

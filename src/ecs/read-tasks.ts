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

/**
 * Every task of the cluster that runs or is to run.
 * @param include what AWS leaves out where it is not asked for.
 */
export async function readTasks(aws: Aws, cluster: string, include?: TaskField[]): Promise<Task[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListTasks({ client, pageSize: tasksAtOnce }, { cluster });
  const arns = await collect(pages, ({ taskArns }) => taskArns);
  const answers = await eachAtOnce(batches(arns, tasksAtOnce), (tasks) =>
    client.send(new DescribeTasksCommand({ cluster, tasks, include })),
  );
  return answers.flatMap(({ tasks = [] }) => tasks);
}

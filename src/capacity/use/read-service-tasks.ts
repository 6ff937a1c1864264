import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import type { ServiceName } from '../../ecs/service-name.ts';

/** Tasks that are looked at: so many that one call takes them, and enough to say what is wrong with them. */
const most = 100;

/** Tasks of a service that are to run, or that have stopped within the last hour. */
export async function readServiceTasks(
  aws: Aws,
  { cluster, service: serviceName }: ServiceName,
  desiredStatus: 'RUNNING' | 'STOPPED',
): Promise<Task[]> {
  const client = aws.client(ECSClient);
  const { taskArns = [] } = await client.send(
    new ListTasksCommand({ cluster, serviceName, desiredStatus, maxResults: most }),
  );
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks;
}

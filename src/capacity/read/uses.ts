import type { Aws } from '../../aws/aws.ts';
import { readServices } from '../../ecs/read-services.ts';
import { readTasks } from '../../ecs/read-tasks.ts';
import { serviceUses, taskUses, type Use } from '../uses.ts';

/** What in the cluster uses one of these capacity providers. */
export async function readUses(aws: Aws, cluster: string, providers: readonly string[]): Promise<Use[]> {
  const [services, tasks] = await Promise.all([readServices(aws, cluster), readTasks(aws, cluster)]);
  return [...serviceUses(services, providers), ...taskUses(tasks, providers)];
}

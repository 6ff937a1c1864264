import { ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import type { Search } from '../kind.ts';
import { servicesOf } from '../kinds/ecs/services.ts';
import { tasksOf } from '../kinds/ecs/tasks.ts';
import { rule } from '../kinds/rule.ts';
import { schedule } from '../kinds/schedule.ts';
import { readRollbacks, rollbackReads } from './read-rollbacks.ts';
import { mentionsOfCaller, mentionsOfService, mentionsOfTask, type Uses, usesOf } from './uses.ts';

/** IAM actions of looking for what uses task definitions. */
export const useReads: readonly string[] = [
  'ecs:ListClusters',
  'ecs:DescribeClusters',
  'ecs:ListServices',
  'ecs:DescribeServices',
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  ...rollbackReads,
  ...rule.reads,
  ...schedule.reads,
];

/** Looks at everything in the region, in whichever cluster, that a task definition may be needed by. */
export async function readUses(aws: Aws): Promise<Uses> {
  const search: Search = {
    aws,
    region: await aws.client(ECSClient).config.region(),
    wishes: { deleteData: false, deleteTaskDefinitions: false, keepTaskDefinitions: true },
    tagsOf: () => ({}),
    named: () => new Set(),
  };
  const [services, tasks, rules, schedules, rollbacks] = await Promise.all([
    servicesOf(search),
    tasksOf(search),
    rule.find(search),
    schedule.find(search),
    servicesOf(search).then((all) => readRollbacks(aws, all)),
  ]);
  return usesOf([
    ...services.flatMap(mentionsOfService),
    ...tasks.flatMap(mentionsOfTask),
    ...[...rules, ...schedules].flatMap(mentionsOfCaller),
    ...rollbacks,
  ]);
}

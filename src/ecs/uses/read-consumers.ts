import type { Service, Task } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { readRules, ruleName, ruleReads } from '../callers/rules.ts';
import { readSchedules, scheduleName, scheduleReads } from '../callers/schedules.ts';
import { readClusters } from '../read-clusters.ts';
import { readServices } from '../read-services.ts';
import { readTasks } from '../read-tasks.ts';
import { type History, historyReads, readHistories } from './histories.ts';
import {
  type Caller,
  type Mention,
  mentionsOfCaller,
  mentionsOfHistory,
  mentionsOfService,
  mentionsOfTask,
} from './mentions.ts';

/** IAM actions of `readConsumers`. */
export const consumerReads: readonly string[] = [
  'ecs:ListClusters',
  'ecs:DescribeClusters',
  'ecs:ListServices',
  'ecs:DescribeServices',
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  ...historyReads,
  ...ruleReads,
  ...scheduleReads,
];

/** Everything in a region that runs tasks, or starts them. */
export interface Consumers {
  readonly clusters: readonly string[];
  readonly services: readonly Service[];
  readonly histories: readonly History[];
  /** Those that run or are to run. */
  readonly tasks: readonly Task[];
  readonly callers: readonly Caller[];
}

/** Looks at everything in the region, in whichever cluster, that runs tasks or starts them. */
export async function readConsumers(aws: Aws): Promise<Consumers> {
  const [inClusters, rules, schedules] = await Promise.all([
    readInClusters(aws),
    readRules(aws),
    readSchedules(aws),
  ]);
  return {
    ...inClusters,
    callers: [
      ...rules.map(({ rule, targets }) => ({ name: `rule ${ruleName(rule)}`, targets })),
      ...schedules.map((schedule) => ({
        name: `schedule ${scheduleName(schedule)}`,
        targets: schedule.Target ? [schedule.Target] : [],
      })),
    ],
  };
}

async function readInClusters(aws: Aws): Promise<Omit<Consumers, 'callers'>> {
  const clusters = (await readClusters(aws)).map(({ clusterName = '' }) => clusterName);
  const [services, tasks] = await Promise.all([
    eachAtOnce(clusters, (cluster) => readServices(aws, cluster)),
    eachAtOnce(clusters, (cluster) => readTasks(aws, cluster)),
  ]);
  const there = services.flat().filter(({ status }) => status !== 'INACTIVE');
  return {
    clusters,
    services: there,
    histories: await readHistories(aws, there),
    tasks: tasks.flat().filter(({ lastStatus }) => lastStatus !== 'STOPPED'),
  };
}

/** Every task definition that they name. */
export function mentionsOf({ services, tasks, callers, histories }: Consumers): Mention[] {
  return [
    ...services.flatMap(mentionsOfService),
    ...tasks.flatMap(mentionsOfTask),
    ...callers.flatMap(mentionsOfCaller),
    ...histories.flatMap(mentionsOfHistory),
  ];
}

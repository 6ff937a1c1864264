import { DescribeNetworkInterfacesCommand, EC2Client, type NetworkInterface } from '@aws-sdk/client-ec2';
import { DescribeTasksCommand, ECSClient, StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches } from '../../aws/pages.ts';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { interfaceId, taskTies } from './ecs/task-ties.ts';
import { fargateCharges, tasksOf } from './ecs/tasks.ts';
import { toleratingMissing } from './ecs/tolerate-missing.ts';
import { tagsOfList } from './tag-lists.ts';

/** Values that one filter of EC2 takes. */
const valuesAtOnce = 200;

/** The errors that say that the task is gone already: ECS forgets a task soon after it has stopped. */
const gone = ['InvalidParameterException', 'ClusterNotFoundException'];

/** Tasks that no service looks after. Those of a service go with it, and are not listed. */
export const task: Kind = {
  name: 'task',
  types: [],
  reads: [
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ec2:DescribeNetworkInterfaces',
  ],
  writes: ['ecs:StopTask'],
  find,
  remove: ({ id, definition }) => {
    const { clusterArn = '' }: Task = definition;
    const cluster = nameOf(clusterArn);
    return [
      {
        name: 'stop',
        action: 'delete',
        call: call('ecs', 'StopTask', { cluster, task: id, reason: 'ecsctl cleanup' }),
        goal: gone,
      },
      {
        name: 'stopped',
        action: 'wait',
        reason: 'it holds its cluster and its security groups until it has stopped',
        call: call('ecs', 'DescribeTasks', { cluster, tasks: [id] }),
        until: 'task stopped',
        goal: gone,
      },
    ];
  },
  operations: {
    ecs: {
      ...operationsOf(ECSClient, { StopTask: StopTaskCommand }),
      ...toleratingMissing(operationsOf(ECSClient, { DescribeTasks: DescribeTasksCommand })),
    },
  },
  waits: { 'task stopped': stopped },
};

async function find(search: Search): Promise<Thing[]> {
  const alone = (await tasksOf(search)).filter(({ group }) => !group?.startsWith('service:'));
  const interfaces = await interfacesOf(alone, search.aws);
  return alone.map((found) => thingOf(found, interfaces.get(interfaceId(found)), search));
}

function thingOf(found: Task, own: NetworkInterface | undefined, { region }: Search): Thing {
  const { taskArn: arn = '', clusterArn = '', createdAt, tags, attachments = [] } = found;
  const charges = fargateCharges([found]);
  return {
    kind: 'task',
    id: arn,
    name: `${nameOf(clusterArn)}/${nameOf(arn)}`,
    arn,
    aliases: attachments.map(({ id = '' }) => attachmentArn(arn, id)),
    region,
    tags: tagsOfList(tags),
    ties: taskTies(found, own),
    ...(createdAt && { createdAt }),
    definition: { ...found },
    ...(charges.length > 0 && { charges }),
  };
}

/** ECS names a task's interface and subnet; its security groups only EC2 knows. */
async function interfacesOf(tasks: readonly Task[], aws: Aws): Promise<Map<string, NetworkInterface>> {
  const ids = tasks.map(interfaceId).filter((id) => id !== '');
  const answers = await eachAtOnce(batches(ids, valuesAtOnce), (Values) =>
    aws
      .client(EC2Client)
      .send(new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'network-interface-id', Values }] })),
  );
  const found = answers.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces);
  return new Map(found.map((one) => [one.NetworkInterfaceId ?? '', one]));
}

/** What the description of a task's interface says: `arn:aws:ecs:…:attachment/…`. */
function attachmentArn(taskArn: string, id: string): string {
  const { partition = 'aws', region = '', account = '' } = parseArn(taskArn) ?? {};
  return `arn:${partition}:ecs:${region}:${account}:attachment/${id}`;
}

function stopped(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [found]: readonly Task[] = Array.isArray(output.tasks) ? output.tasks : [];
  if (!found || found.lastStatus === 'STOPPED') return { kind: 'done', value: output };
  return { kind: 'waiting', for: `the task to stop, which is ${found.lastStatus}` };
}

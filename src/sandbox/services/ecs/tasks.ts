import type {
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { findCluster, invalidParameter, lastPart, serviceIn, tasksIn } from './lookup.ts';
import { type Cluster, isLive, type Task } from './state.ts';
import { tagsOf } from './tags.ts';
import { describeTask } from './task-shape.ts';

export function ListTasks(input: ListTasksCommandInput, { region }: Call): Answer<ListTasksCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const named = input.serviceName === undefined ? undefined : serviceIn(cluster, input.serviceName);
  if (input.serviceName !== undefined && !named) {
    throw new AwsError('ServiceNotFoundException', 'Service not found.');
  }
  const tasks = named ? named.tasks : [...tasksIn(cluster)];
  const arns = tasks.filter((task) => isListed(task, input)).map((task) => task.arn);
  const size = pageSize(
    input.maxResults,
    { otherwise: 100, most: 100 },
    invalidParameter('Invalid maxResults.'),
  );
  const { items, nextToken } = page(arns, input.nextToken, size, invalidParameter('Invalid token.'));
  return { taskArns: items, nextToken };
}

export function DescribeTasks(
  input: DescribeTasksCommandInput,
  { region }: Call,
): Answer<DescribeTasksCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const names = input.tasks ?? [];
  if (names.length === 0) throw invalidParameter('Tasks cannot be empty.');
  if (names.length > 100) throw invalidParameter('Tasks cannot have more than 100 elements.');
  const ids = names.map(lastPart);
  const known = tasksById(cluster, new Set(ids));
  const found = ids.map((id) => known.get(id));
  const withTags = input.include?.includes('TAGS');
  return {
    tasks: found
      .filter((task) => task !== undefined)
      .map((task) => ({
        ...describeTask(region, task),
        tags: withTags ? tagsOf(region, task.arn) : [],
      })),
    failures: names
      .filter((_, index) => !found[index])
      .map((name) => ({
        arn: name.startsWith('arn:') ? name : arn(region, 'ecs', `task/${cluster.name}/${name}`),
        reason: 'MISSING',
      })),
  };
}

function tasksById(cluster: Cluster, ids: ReadonlySet<string>): Map<string, Task> {
  const found = new Map<string, Task>();
  for (const task of tasksIn(cluster)) if (ids.has(task.id)) found.set(task.id, task);
  return found;
}

function isListed(task: Task, input: ListTasksCommandInput): boolean {
  if ((input.desiredStatus ?? 'RUNNING') === 'STOPPED' ? isLive(task) : !isLive(task)) return false;
  if (input.launchType && task.launchType !== input.launchType) return false;
  if (input.startedBy && task.startedBy !== input.startedBy) return false;
  const instance = input.containerInstance && lastPart(input.containerInstance);
  if (instance && lastPart(task.containerInstanceArn ?? '') !== instance) return false;
  return !input.family || lastPart(task.taskDefinition).split(':')[0] === input.family;
}

import type {
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { findCluster, invalidParameter, lastPart, serviceIn } from './lookup.ts';
import { describeTask } from './shapes.ts';
import { isLive, type Service, type Task } from './state.ts';

export function ListTasks(input: ListTasksCommandInput, { region }: Call): Answer<ListTasksCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const named = input.serviceName === undefined ? undefined : serviceIn(cluster, input.serviceName);
  if (input.serviceName !== undefined && !named) {
    throw new AwsError('ServiceNotFoundException', 'Service not found.');
  }
  const services = named ? [named] : [...cluster.services.values()];
  const arns = services
    .flatMap(({ tasks }) => tasks.filter((task) => isListed(task, input)))
    .map((task) => task.arn);
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
  const known = new Map<string, { service: Service; task: Task }>();
  for (const service of cluster.services.values()) {
    for (const task of service.tasks) known.set(task.id, { service, task });
  }
  const found = names.map((name) => known.get(lastPart(name)));
  return {
    tasks: found
      .filter((task) => task !== undefined)
      .map(({ service, task }) => describeTask(region, service, task)),
    failures: names
      .filter((_, index) => !found[index])
      .map((name) => ({
        arn: name.startsWith('arn:') ? name : arn(region, 'ecs', `task/${cluster.name}/${name}`),
        reason: 'MISSING',
      })),
  };
}

function isListed(task: Task, input: ListTasksCommandInput): boolean {
  if ((input.desiredStatus ?? 'RUNNING') === 'STOPPED' ? isLive(task) : !isLive(task)) return false;
  if (input.launchType && task.rollout.launchType !== input.launchType) return false;
  if (input.startedBy && task.rollout.id !== input.startedBy) return false;
  return !input.family || lastPart(task.rollout.taskDefinition).split(':')[0] === input.family;
}

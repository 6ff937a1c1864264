import type {
  CreateTaskSetCommandInput,
  CreateTaskSetCommandOutput,
  DeleteTaskSetCommandInput,
  DeleteTaskSetCommandOutput,
  DescribeTaskSetsCommandInput,
  DescribeTaskSetsCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { findCluster, findService, invalidParameter, lastPart, usableTaskDefinition } from './lookup.ts';
import type { Service, TaskSet } from './state.ts';
import { tagsOf } from './tags.ts';
import { deleteTaskSet, describeTaskSet, desiredOf } from './task-set-life.ts';

/** A deployment of a service with the EXTERNAL controller, whose tasks start as time passes. */
export function CreateTaskSet(
  input: CreateTaskSetCommandInput,
  { region, now }: Call,
): Answer<CreateTaskSetCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  if (service.settings.deploymentController?.type !== 'EXTERNAL') {
    throw invalidParameter('The deployment controller of the service is not EXTERNAL.');
  }
  const { cluster: _c, service: _s, clientToken: _t, tags, taskDefinition = '', ...settings } = input;
  const id = `ecs-svc/${region.ids.digits(19)}`;
  const path = `${service.cluster.name}/${service.name}`;
  const set: TaskSet = {
    id,
    about: {
      ...settings,
      id,
      taskSetArn: arn(region, 'ecs', `task-set/${path}/${id}`),
      serviceArn: service.arn,
      clusterArn: service.cluster.arn,
      taskDefinition: usableTaskDefinition(region, taskDefinition).taskDefinitionArn,
      status: 'ACTIVE',
      launchType: input.launchType ?? (input.capacityProviderStrategy ? undefined : 'EC2'),
      scale: input.scale ?? { value: 100, unit: 'PERCENT' },
      loadBalancers: input.loadBalancers ?? [],
      serviceRegistries: input.serviceRegistries ?? [],
      createdAt: now,
      updatedAt: now,
    },
  };
  service.taskSets.push(set);
  service.steadySince = undefined;
  if (tags?.length) region.ecs.tags.set(set.about.taskSetArn ?? '', tags);
  return { taskSet: { ...describeTaskSet(service, set), tags } };
}

export function DescribeTaskSets(
  input: DescribeTaskSetsCommandInput,
  { region }: Call,
): Answer<DescribeTaskSetsCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  const names = input.taskSets?.length ? input.taskSets : service.taskSets.map(({ id }) => id);
  const found = names.map((name) => taskSetOf(service, name));
  const withTags = input.include?.includes('TAGS');
  return {
    taskSets: found
      .filter((set) => set !== undefined)
      .map((set) => ({
        ...describeTaskSet(service, set),
        tags: withTags ? tagsOf(region, set.about.taskSetArn ?? '') : undefined,
      })),
    failures: names.filter((_, index) => !found[index]).map((name) => ({ arn: name, reason: 'MISSING' })),
  };
}

/** Drains the task set; one that still should have tasks is deleted by `force` alone. */
export function DeleteTaskSet(
  input: DeleteTaskSetCommandInput,
  { region, now }: Call,
): Answer<DeleteTaskSetCommandOutput> {
  const service = findService(findCluster(region, input.cluster), input.service ?? '');
  const set = taskSetOf(service, input.taskSet ?? '');
  if (!set) throw new AwsError('TaskSetNotFoundException', 'The specified task set could not be found.');
  if (desiredOf(service, set) > 0 && !input.force) {
    throw invalidParameter('The task set cannot be deleted while it is scaled above 0.');
  }
  deleteTaskSet(region, service, set, now);
  return { taskSet: describeTaskSet(service, set) };
}

/** By id, with or without the `ecs-svc/` before it, or by ARN. */
function taskSetOf({ taskSets }: Service, nameOrArn: string): TaskSet | undefined {
  return taskSets.find(({ id }) => lastPart(id) === lastPart(nameOrArn));
}

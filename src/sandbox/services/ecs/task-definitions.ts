import type {
  ContainerDefinition,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommandOutput,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { invalidParameter, taskDefinitionOf } from './lookup.ts';
import { tagsOf } from './tags.ts';

/** Registers the next revision of a family. */
export function RegisterTaskDefinition(
  { tags, ...input }: RegisterTaskDefinitionCommandInput,
  { region, now }: Call,
): Answer<RegisterTaskDefinitionCommandOutput> {
  const { family = '' } = input;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(family)) throw invalidParameter('Invalid family name.');
  if (!input.containerDefinitions?.length) {
    throw new AwsError('ClientException', 'Container list cannot be empty.');
  }
  const revision = region.ecs.taskDefinitions.nextRevision(family);
  const taskDefinition: TaskDefinition = {
    ...input,
    containerDefinitions: input.containerDefinitions.map(withDefaults),
    taskDefinitionArn: arn(region, 'ecs', `task-definition/${family}:${revision}`),
    revision,
    status: 'ACTIVE',
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
    compatibilities: input.requiresCompatibilities?.includes('FARGATE') ? ['EC2', 'FARGATE'] : ['EC2'],
    registeredAt: now,
    registeredBy: `arn:${region.partition}:iam::${region.accountId}:user/practice`,
  };
  region.ecs.taskDefinitions.add(taskDefinition);
  if (tags?.length) region.ecs.tags.set(taskDefinition.taskDefinitionArn ?? '', tags);
  return { taskDefinition, tags };
}

/** What ECS fills in of a container that does not say it. */
function withDefaults(container: ContainerDefinition): ContainerDefinition {
  const lists = { portMappings: [], environment: [], mountPoints: [], volumesFrom: [], systemControls: [] };
  return { cpu: 0, essential: true, ...lists, ...container };
}

export function DescribeTaskDefinition(
  input: DescribeTaskDefinitionCommandInput,
  { region }: Call,
): Answer<DescribeTaskDefinitionCommandOutput> {
  const taskDefinition = taskDefinitionOf(region, input.taskDefinition ?? '');
  if (!taskDefinition) throw new AwsError('ClientException', 'Unable to describe task definition.');
  const tags = tagsOf(region, taskDefinition.taskDefinitionArn ?? '');
  return { taskDefinition, tags: input.include?.includes('TAGS') ? tags : undefined };
}

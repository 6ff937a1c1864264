import type { RunTaskCommandInput, Tag, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import type { EcsParameters } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../service.ts';
import { arn } from '../../../world/arn.ts';
import { clusterName, lastPart, taskDefinitionOf } from '../../ecs/lookup.ts';
import { RunTask } from '../../ecs/run-task.ts';
import { tagsOf } from '../../ecs/tags.ts';
import { type Ask, refusalToRole } from '../acting-role.ts';
import type { Delivery, Refusal } from './recipient.ts';
import { noResource, unfit } from './refusals.ts';
import { overridesIn } from './task-input.ts';

/** As long as ECS once let `startedBy` be; the two services still cut their own at it. */
const LONGEST_STARTED_BY = 36;

/** Runs the tasks of an ECS target in its cluster, in the target's role and with its payload as their overrides. */
export function runTask(delivery: Delivery): Refusal | undefined {
  const { region, now, ecs, payload, targetArn } = delivery;
  if (!ecs) return unfit('EcsParameters must be given.', 'InvalidParameterException');
  const input = overridesIn(payload);
  if ('code' in input) return input;
  const definition = taskDefinitionOf(region, ecs.TaskDefinitionArn ?? '');
  const asks = definition ? asksOf(delivery, ecs, definition, input.overrides) : [];
  const denied = refusalToRole(delivery, asks);
  if (denied) return denied;
  if (!isOwn(delivery)) return noResource('Cluster not found.', 'ClusterNotFoundException');
  if (!definition) return noResource('TaskDefinition not found.', 'ClientException');
  try {
    const request = requestOf(delivery, ecs, input.overrides);
    const { tasks = [], failures = [] } = RunTask({ ...request, cluster: targetArn }, { region, now });
    // What has been started in part is not started again.
    return tasks.length > 0 ? undefined : noRoom(failures[0]?.reason);
  } catch (error) {
    if (error instanceof AwsError) return refusalFor(error);
    throw error;
  }
}

/** Whether the cluster is of the account and region that the delivery is made in, where alone tasks can be run. */
function isOwn({ region, targetArn }: Delivery): boolean {
  return targetArn === arn(region, 'ecs', `cluster/${clusterName(targetArn)}`);
}

/**
 * The rights that it takes. ECS judges RunTask on the revision that is run, also where the target names the family
 * alone: a policy has to name the revision, or all with `:*`. https://github.com/aws/aws-cdk/issues/30390
 */
function asksOf(
  { region, targetArn }: Delivery,
  ecs: EcsParameters,
  definition: TaskDefinition,
  overrides: TaskOverride | undefined,
): Ask[] {
  const { taskDefinitionArn: resource = '' } = definition;
  const roles = [
    overrides?.taskRoleArn ?? definition.taskRoleArn,
    overrides?.executionRoleArn ?? definition.executionRoleArn,
  ].filter((role) => role !== undefined);
  const inherited = ecs.PropagateTags === 'TASK_DEFINITION' ? tagsOf(region, resource) : [];
  const cluster = { 'ecs:cluster': targetArn };
  return [
    { action: 'ecs:RunTask', resource, context: cluster },
    ...tagAsks(arn(region, 'ecs', `task/${clusterName(targetArn)}/*`), cluster, [
      ...inherited,
      ...ownTags(ecs),
    ]),
    ...[...new Set(roles)].map((role) => ({
      action: 'iam:PassRole',
      resource: role,
      context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    })),
  ];
}

function tagAsks(resource: string, cluster: { 'ecs:cluster': string }, tags: readonly Tag[]): Ask[] {
  if (tags.length === 0) return [];
  const requested = tags.map(({ key, value = '' }) => [`aws:RequestTag/${key}`, value]);
  const context = {
    ...cluster,
    ...Object.fromEntries(requested),
    'ecs:CreateAction': 'RunTask',
    'aws:TagKeys': tags.map(({ key = '' }) => key),
  };
  return [{ action: 'ecs:TagResource', resource, context }];
}

function requestOf(
  { principal, sourceArn }: Delivery,
  ecs: EcsParameters,
  overrides: TaskOverride | undefined,
): RunTaskCommandInput {
  const network = ecs.NetworkConfiguration?.awsvpcConfiguration;
  return {
    taskDefinition: ecs.TaskDefinitionArn,
    startedBy: startedBy(principal, sourceArn),
    count: ecs.TaskCount ?? 1,
    launchType: ecs.LaunchType,
    capacityProviderStrategy: ecs.CapacityProviderStrategy,
    networkConfiguration: network && {
      awsvpcConfiguration: {
        subnets: network.Subnets,
        securityGroups: network.SecurityGroups,
        assignPublicIp: network.AssignPublicIp,
      },
    },
    platformVersion: ecs.PlatformVersion,
    group: ecs.Group,
    placementConstraints: ecs.PlacementConstraints,
    placementStrategy: ecs.PlacementStrategy,
    propagateTags: ecs.PropagateTags,
    enableECSManagedTags: ecs.EnableECSManagedTags,
    enableExecuteCommand: ecs.EnableExecuteCommand,
    referenceId: ecs.ReferenceId,
    tags: ownTags(ecs),
    overrides,
  };
}

function startedBy(principal: Delivery['principal'], sourceArn: string): string {
  const prefix = principal === 'events.amazonaws.com' ? 'events-rule' : 'chronos-schedule';
  return `${prefix}/${lastPart(sourceArn)}`.slice(0, LONGEST_STARTED_BY);
}

function ownTags({ Tags = [] }: EcsParameters): Tag[] {
  return Tags.map(({ Key, Value }) => ({ key: Key, value: Value }));
}

/** ECS had no place for any of the tasks, which may be otherwise in a while. */
function noRoom(reason = 'RESOURCE'): Refusal {
  return { code: 'RESOURCE_LIMIT_EXCEEDED', message: reason, isFinal: false, error: reason };
}

function refusalFor({ name, message }: AwsError): Refusal {
  const isMissing = name === 'ClusterNotFoundException' || name === 'ClientException';
  return isMissing ? noResource(message, name) : unfit(message, name);
}

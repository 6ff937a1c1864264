import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../aws/arn.ts';
import { bucketsOf } from '../found/kind.ts';
import type { Trigger, TriggerTarget } from '../found/trigger.ts';
import type { Ask, FoundRun } from './found-road.ts';
import { knownOverrides } from './overrides.ts';

/**
 * What the role of a target has to be able to do so that its tasks are run. ECS judges RunTask on the revision that is
 * run, also where the target names the family alone.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html
 */
export function runAsks(target: TriggerTarget, { definition: told, isTagged }: FoundRun): Ask[] {
  const definition = 'value' in told ? told.value : undefined;
  const { arn, ecs } = target;
  const resource = definition?.taskDefinitionArn ?? ecs?.TaskDefinitionArn ?? '';
  const { taskRole, executionRole } = rolesOf(target, definition);
  const cluster = { 'ecs:cluster': arn };
  const hasTags = (ecs?.PropagateTags !== undefined && isTagged) || (ecs?.Tags ?? []).length > 0;
  return [
    { action: 'ecs:RunTask', resource, context: cluster, on: `task definition ${nameOf(resource)}` },
    ...[...new Set([taskRole, executionRole])].flatMap((role) => (role === undefined ? [] : [passing(role)])),
    ...(hasTags ? [tagging(arn)] : []),
  ];
}

function passing(role: string): Ask {
  return {
    ...{ action: 'iam:PassRole', resource: role, on: `role ${nameOf(role)}` },
    context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  };
}

function tagging(clusterArn: string): Ask {
  const cluster = nameOf(clusterArn);
  return {
    ...{ action: 'ecs:TagResource', on: `tasks of cluster ${cluster}` },
    resource: clusterArn.replace(/:cluster\/.*$/, `:task/${cluster}/*`),
    context: { 'ecs:cluster': clusterArn, 'ecs:CreateAction': 'RunTask' },
  };
}

/** The roles that the task takes on: those of its definition, where the input names no others. */
export function rolesOf(
  target: TriggerTarget,
  definition: TaskDefinition | undefined,
): { taskRole: string | undefined; executionRole: string | undefined } {
  const { taskRoleArn, executionRoleArn } = knownOverrides(target) ?? {};
  return {
    taskRole: taskRoleArn ?? definition?.taskRoleArn,
    executionRole: executionRoleArn ?? definition?.executionRoleArn,
  };
}

const sending: Readonly<Record<string, string>> = {
  sns: 'sns:Publish',
  sqs: 'sqs:SendMessage',
  lambda: 'lambda:InvokeFunction',
};

/** What it takes to tell a topic, a queue or a function by a role; nothing of services that are not judged. */
export function sendAsks({ arn }: TriggerTarget): Ask[] {
  const action = sending[parseArn(arn)?.service ?? ''];
  return action === undefined ? [] : [{ action, resource: arn, on: nameOf(arn) }];
}

/** A schedule's role puts into the queue what could not be delivered; for rules EventBridge does so itself. */
export function burialAsks({ engine }: Trigger, { deadLetters }: TriggerTarget): Ask[] {
  if (engine === 'rule' || deadLetters === undefined) return [];
  return [
    { action: 'sqs:SendMessage', resource: deadLetters, on: `queue ${parseArn(deadLetters)?.resource}` },
  ];
}

/** What a task has to be able to do that is started for an object: to read it. */
export function taskAsks(trigger: Trigger): Ask[] {
  const { partition = 'aws' } = parseArn(trigger.arn) ?? {};
  return bucketsOf(trigger).map((bucket) => ({
    ...{ action: 's3:GetObject', on: `objects of bucket ${bucket}` },
    resource: `arn:${partition}:s3:::${bucket}/*`,
  }));
}

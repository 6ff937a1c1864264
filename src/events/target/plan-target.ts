import { nameOf } from '../../aws/arn.ts';
import { Failure } from '../../failure.ts';
import type { Step } from '../../plan/plan.ts';
import { queueSteps } from '../dead-letters/queue-steps.ts';
import { deadLetterArn } from '../dead-letters/wanted.ts';
import type { EventsKind } from '../mark.ts';
import { roleArn } from '../place.ts';
import { roleName, taskPolicyName } from '../role/names.ts';
import { rightsFor } from '../role/rights.ts';
import { policyStep, roleSteps } from '../role/role-steps.ts';
import { type Principal, trustFor } from '../role/trust.ts';
import { isSameJson } from '../same.ts';
import { definitionName } from './definition-name.ts';
import type { FoundTarget } from './read.ts';
import { type TaskSettings, taskSettings } from './settings.ts';
import type { WantedTarget } from './wanted.ts';

/** For what the task is run. */
export interface TargetPurpose {
  readonly name: string;
  readonly kind: EventsKind;
  readonly principal: Principal;
  /** ARN of the rule or of the schedule's group. */
  readonly sourceArn: string;
}

/** What a rule's target and a schedule's have in common. */
interface ExistingTarget<Ecs> {
  readonly EcsParameters?: (Ecs & { readonly Tags?: readonly unknown[] | undefined }) | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
}

/** The members that every target of ecsctl's has, and the steps that make what they name. */
export interface PlannedTarget<Ecs extends TaskSettings> {
  readonly members: {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly EcsParameters: Omit<Ecs, keyof TaskSettings> & TaskSettings;
    readonly DeadLetterConfig?: { readonly Arn: string };
  };
  readonly steps: readonly Step[];
  readonly warnings: readonly string[];
}

/**
 * Plans the task of a target with its role and its dead-letter queue.
 * @throws what the settings, the role and the queue throw.
 */
export function planTarget<Ecs extends TaskSettings>(
  wanted: WantedTarget,
  purpose: TargetPurpose,
  found: FoundTarget,
  existing: ExistingTarget<Ecs> | undefined,
): PlannedTarget<Ecs> {
  const { name, kind, principal, sourceArn } = purpose;
  const { cluster, place, definition } = found;
  const settings = taskSettings(wanted, found, existing?.EcsParameters);
  const deadLetters = wanted.deadLetters
    ? deadLetterArn(wanted.deadLetters, place)
    : existing?.DeadLetterConfig?.Arn;
  const byRule = principal === 'events.amazonaws.com';
  const { taskRoleArn, executionRoleArn } = definition;
  const role = roleName(name, place);
  const arn = roleArn(place, role);
  const rights = rightsFor({
    clusterArn: cluster.clusterArn ?? '',
    taskDefinitionArn: settings.TaskDefinitionArn ?? '',
    taskRoles: [taskRoleArn, executionRoleArn].flatMap((one) => one || []),
    hasTags: settings.PropagateTags !== undefined || (existing?.EcsParameters?.Tags ?? []).length > 0,
    ...(!byRule && deadLetters !== undefined && { deadLetterArn: deadLetters }),
  });
  const wantedRole = {
    ...{ name: role, arn, kind, rights },
    trust: trustFor(principal, place.account, sourceArn),
    description: `Runs tasks for ${name} (ecsctl events ${kind})`,
  };
  const sender = { name, kind, place, ...(byRule && { ruleArn: sourceArn }) };
  return {
    members: {
      Arn: cluster.clusterArn ?? '',
      RoleArn: arn,
      EcsParameters: settings,
      ...(deadLetters !== undefined && { DeadLetterConfig: { Arn: deadLetters } }),
    },
    steps: [
      ...roleSteps(wantedRole, found.role),
      ...(wanted.deadLetters ? queueSteps(wanted.deadLetters, sender, found.queue) : []),
      ...taskPolicySteps(name, wanted, found),
    ],
    warnings: warningsOf(wanted, found, deadLetters),
  };
}

function taskPolicySteps(name: string, { taskPolicy }: WantedTarget, found: FoundTarget): Step[] {
  if (taskPolicy === undefined) return [];
  const { definition, place } = found;
  const arn = definition.taskRoleArn;
  if (!arn)
    throw new Failure(
      'refused',
      `task definition ${definitionName(definition)} has no task role for --task-policy`,
      {
        hint: 'register a revision with a task role, or leave --task-policy out',
      },
    );
  if (isSameJson(found.taskPolicy, taskPolicy)) return [];
  return [
    policyStep({
      ...{ id: 'task-policy', role: nameOf(arn), arn, policy: taskPolicyName(name, place) },
      reason: 'the task may do what it is run for',
      document: taskPolicy,
      before: found.taskPolicy,
      after: [],
    }),
  ];
}

function warningsOf(wanted: WantedTarget, { definition }: FoundTarget, deadLetters: string | undefined) {
  const { number, family } = wanted.taskDefinition;
  return [
    ...(deadLetters === undefined
      ? ['what cannot be run is lost without a word: add --create-dlq, or --dlq ARN, to have it kept']
      : []),
    ...(number === undefined
      ? []
      : [`later revisions of ${family} are not run, since ${definitionName(definition)} is named`]),
  ];
}

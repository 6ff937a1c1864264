import type { RunTaskCommandInput, TaskOverride } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { Failure } from '../../failure.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { handedOver, scheduledInput } from '../event/hand-over.ts';
import { overrideFields } from '../event/input-fields.ts';
import { isRunTaskCall, isTaskTarget, targetWords } from '../found/target-words.ts';
import { type EcsSettings, type Trigger, type TriggerTarget, triggerText } from '../found/trigger.ts';
import { type Members, membersIn } from '../members.ts';
import { changedFields, type Fields } from '../same.ts';

/** A rule or schedule that is run now, and for which event. */
export interface FoundOccasion {
  readonly trigger: Trigger;
  /** Undefined for a schedule. */
  readonly event?: Members;
  /** What AWS says of the event and the rule's pattern; undefined where no event was named. */
  readonly matches?: boolean;
  readonly now: Date;
}

/**
 * Plans the tasks that the rule or schedule would run now, by RunTask with the same parameters; with the caller's rights
 * and not with those of its role.
 * @throws Failure `refused` where it starts no tasks, or hands over what ECS does not take.
 */
export function planRun(found: FoundOccasion): Plan {
  const { trigger, matches } = found;
  const name = triggerText(trigger);
  const starting = trigger.targets.filter(isTaskTarget);
  if (starting.length === 0) throw startsNone(trigger);
  const passed = trigger.targets.filter((target) => !isTaskTarget(target)).map(targetWords);
  return {
    subject: name,
    steps: starting.map((target) => runStep(target, found)),
    kept: [],
    warnings: [
      ...(matches === false
        ? [`the event does not match the pattern of ${name}, which would not have run for it`]
        : []),
      ...(passed.length > 0 ? [`nothing is sent to ${passed.join(' and ')}: only tasks are run`] : []),
    ],
  };
}

/** Scheduler can call RunTask itself, with an input that need not be what a target's settings of ECS can say. */
function startsNone(trigger: Trigger): Failure {
  const { name, home, targets } = trigger;
  const text = triggerText(trigger);
  const calling = targets.find(isRunTaskCall);
  if (calling)
    return new Failure(
      'refused',
      `${text} runs ${targetWords(calling)} by a call of RunTask that Scheduler makes, and that is not made here`,
      {
        hint: `its input is in aws scheduler get-schedule --name ${name} --group-name ${home}: aws ecs run-task takes the same`,
      },
    );
  const others = targets.map(targetWords).join(' and ') || 'nothing';
  return new Failure('refused', `${text} starts no tasks: it leads to ${others}`, {
    hint: `see ecsctl events show ${text}`,
  });
}

function runStep(target: TriggerTarget, { trigger, event, now }: FoundOccasion): Step {
  const text = event ? handedOver(target, event, trigger) : scheduledInput(target, trigger, now);
  const overrides = overridesIn(text, target);
  const input = requestOf(target, trigger, overrides);
  return {
    id: `run ${target.id}`,
    action: 'create',
    verb: 'run',
    resource: { type: input.count === 1 ? 'task' : `${input.count} tasks`, id: targetWords(target) },
    reason: `${triggerText(trigger)} would run it`,
    changes: changedFields({}, runFields(input)),
    after: [],
    call: eventsCall('ecs', 'RunTask', input),
  };
}

const members = [
  ...['containerOverrides', 'cpu', 'memory', 'ephemeralStorage'],
  ...['executionRoleArn', 'taskRoleArn', 'inferenceAcceleratorOverrides'],
];

/** What of the text are members of overrides; an event has none of these. */
function overridesIn(text: string, target: TriggerTarget): TaskOverride | undefined {
  const value = membersIn(text);
  if (!value)
    throw new Failure(
      'refused',
      `what target ${target.id} is handed is no JSON object: ${text.slice(0, 80)}`,
      {
        hint: 'ECS takes overrides alone as the input of a target',
      },
    );
  const own = Object.fromEntries(Object.entries(value).filter(([name]) => members.includes(name)));
  return Object.keys(own).length > 0 ? (own as TaskOverride) : undefined;
}

function requestOf(
  { arn, ecs = { TaskDefinitionArn: undefined } }: TriggerTarget,
  { name }: Trigger,
  overrides: TaskOverride | undefined,
): RunTaskCommandInput {
  const network = ecs.NetworkConfiguration?.awsvpcConfiguration;
  const { TaskCount: count = 1 } = ecs;
  return {
    cluster: arn,
    taskDefinition: ecs.TaskDefinitionArn,
    count,
    // ECS takes no dots in it.
    startedBy: `ecsctl/${name.replaceAll('.', '-')}`,
    ...placement(ecs),
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.Subnets,
          ...(network.SecurityGroups && { securityGroups: network.SecurityGroups }),
          ...(network.AssignPublicIp && { assignPublicIp: network.AssignPublicIp }),
        },
      },
    }),
    ...(ecs.PropagateTags && { propagateTags: ecs.PropagateTags }),
    ...(ecs.Tags && ecs.Tags.length > 0 && { tags: [...ecs.Tags] }),
    ...(ecs.EnableECSManagedTags !== undefined && { enableECSManagedTags: ecs.EnableECSManagedTags }),
    ...(ecs.EnableExecuteCommand !== undefined && { enableExecuteCommand: ecs.EnableExecuteCommand }),
    ...(ecs.ReferenceId && { referenceId: ecs.ReferenceId }),
    ...(overrides && { overrides }),
  };
}

function placement(ecs: EcsSettings): Partial<RunTaskCommandInput> {
  const { LaunchType, CapacityProviderStrategy, PlatformVersion, Group } = ecs;
  const { PlacementConstraints, PlacementStrategy } = ecs;
  return {
    ...(LaunchType && { launchType: LaunchType }),
    ...(CapacityProviderStrategy && { capacityProviderStrategy: CapacityProviderStrategy }),
    ...(PlatformVersion && { platformVersion: PlatformVersion }),
    ...(Group && { group: Group }),
    ...(PlacementConstraints && { placementConstraints: PlacementConstraints }),
    ...(PlacementStrategy && { placementStrategy: PlacementStrategy }),
  };
}

function runFields(input: RunTaskCommandInput): Fields {
  const { launchType, capacityProviderStrategy, networkConfiguration, overrides } = input;
  const network = networkConfiguration?.awsvpcConfiguration;
  return {
    cluster: nameOf(input.cluster ?? ''),
    'task definition': nameOf(input.taskDefinition ?? ''),
    'launch type': launchType,
    strategy: capacityProviderStrategy,
    subnets: network?.subnets,
    'security groups': network?.securityGroups,
    ...(overrides && overrideFields({ ...overrides })),
  };
}

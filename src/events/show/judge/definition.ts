import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { nameOf } from '../../../aws/arn.ts';
import { readReference } from '../../../ecs/revision.ts';
import { listed } from '../../../terminal/listed.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import type { FoundRun } from '../found-road.ts';
import { knownOverrides } from '../overrides.ts';
import type { Check } from '../value.ts';
import { makeAgain } from './again.ts';
import { untold } from './untold.ts';

const subject = 'task definition' as const;

/** The revision that would be run, and whether what the target says fits it. */
export function judgeDefinition(
  trigger: Trigger,
  target: TriggerTarget,
  { definition, newest }: FoundRun,
): Check[] {
  const name = nameOf(target.ecs?.TaskDefinitionArn ?? '');
  if ('refused' in definition) return [untold(subject, `whether ${name} is there`, definition.refused)];
  const found = definition.value;
  const { family } = readReference(name);
  const register = `aws ecs list-task-definitions --family-prefix ${family}`;
  if (!found) {
    const isFamily = name === family;
    const text = isFamily ? `family ${name} has no ACTIVE revision` : `there is no task definition ${name}`;
    return [{ subject, light: 'red', text, next: register }];
  }
  if (found.status !== 'ACTIVE') {
    const text = `${name} is ${found.status}, and no task of it can be started`;
    return [{ subject, light: 'red', text, next: register }];
  }
  const problems = [...containerProblems(trigger, target, found), ...machineProblem(target, found)];
  return [
    ...(problems.length > 0 ? problems : [revision(name, found)]),
    ...(newest === undefined ? [] : [older(trigger, target, name, newest)]),
  ];
}

function revision(name: string, { family, revision: number }: TaskDefinition): Check {
  const text =
    name === family ? `${name}, whose newest revision is run: now ${family}:${number}` : `${name} is ACTIVE`;
  return { subject, light: 'green', text };
}

function older(trigger: Trigger, target: TriggerTarget, name: string, newest: number): Check {
  const text = `the target names ${name}, and goes on running it: the newest revision is ${newest}`;
  if (!trigger.isOurs) return { subject, light: 'yellow', text };
  const { family } = readReference(name);
  const next = makeAgain(trigger, target).replace(`--task-definition ${name}`, `--task-definition ${family}`);
  return { subject, light: 'yellow', text, next };
}

function containerProblems(trigger: Trigger, target: TriggerTarget, found: TaskDefinition): Check[] {
  const overrides = knownOverrides(target);
  const next = trigger.isOurs ? makeAgain(trigger, target) : undefined;
  const again = next === undefined ? {} : { next };
  if (!overrides) {
    const text = 'the input of the target is no JSON object, and ECS takes nothing else as overrides';
    return [{ subject, light: 'red', text, ...again }];
  }
  const names = (found.containerDefinitions ?? []).flatMap(({ name }) => name ?? []);
  return overrides.containers
    .filter((name) => !names.includes(name))
    .map((name) => {
      const text = `the input is for container ${name}, and ${found.family}:${found.revision} has ${listed(names)}`;
      const container = `--container ${names[0]}`;
      return {
        ...{ subject, light: 'red' as const, text },
        ...(trigger.isOurs && { next: makeAgain(trigger, target, container) }),
      };
    });
}

function machineProblem({ ecs }: TriggerTarget, found: TaskDefinition): Check[] {
  const { LaunchType } = ecs ?? {};
  const { compatibilities = [] } = found;
  if (LaunchType === undefined || compatibilities.length === 0 || compatibilities.includes(LaunchType))
    return [];
  const text = `the target starts it by ${LaunchType}, and it is for ${listed(compatibilities)}`;
  return [
    {
      subject,
      light: 'red',
      text,
      next: `aws ecs describe-task-definition --task-definition ${found.family}:${found.revision}`,
    },
  ];
}

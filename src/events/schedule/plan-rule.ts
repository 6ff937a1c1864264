import type { Target } from '@aws-sdk/client-eventbridge';
import type { Plan } from '../../plan/plan.ts';
import { ruleArn } from '../place.ts';
import { disabledWarning } from '../rule/disabled-warning.ts';
import { keptTargets } from '../rule/kept-targets.ts';
import { targetId } from '../rule/ownership.ts';
import { ruleSteps, targetStep } from '../rule/rule-steps.ts';
import { planTarget } from '../target/plan-target.ts';
import type { FoundScheduled } from './read.ts';
import { taskInput } from './task-input.ts';
import type { WantedSchedule } from './wanted.ts';

/**
 * Plans the task that a rule of EventBridge runs by the clock: the role, the queue, the rule and its target. Without an
 * input of its own the task is handed the event, in which ECS finds no overrides.
 */
export function planRule(wanted: WantedSchedule, found: FoundScheduled): Plan {
  const { name, expression, target } = wanted;
  const existing = found.rule?.targets.find(({ Id }) => Id === targetId);
  const input = taskInput(target, found, existing?.Input);
  const purpose = { name, kind: 'schedule', principal: 'events.amazonaws.com' } as const;
  const planned = planTarget(target, { ...purpose, sourceArn: ruleArn(found.place, name) }, found, existing);
  const rule = ruleSteps(
    {
      ...{ name, kind: purpose.kind, scheduleExpression: expression.text },
      reason: 'a task is to run by the clock',
      ...(!found.rule && { description: 'Runs a task by the clock' }),
    },
    found.rule,
  );
  const before = [...planned.steps, ...rule];
  const after = before.map(({ id }) => id);
  const whole = { ...(input === undefined ? existing : withInput(existing, input)), ...planned.members };
  return {
    subject: name,
    steps: [...before, ...targetStep(name, whole, found.rule, after)],
    kept: keptTargets(name, found.rule),
    warnings: [...planned.warnings, ...disabledWarning('rule', name, found.rule?.rule.State)],
  };
}

/** AWS takes one of three kinds of input. */
function withInput(existing: Target | undefined, Input: string): Partial<Target> {
  const { InputPath: _, InputTransformer: __, ...others }: Partial<Target> = existing ?? {};
  return { ...others, Input };
}

import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import { Failure } from '../../failure.ts';
import type { Kept, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import type { FoundRule } from '../rule/found-rule.ts';
import { mostTargets } from '../rule/most-targets.ts';
import { isOwnTarget, ownTargetIds, targetId } from '../rule/ownership.ts';
import { targetFields } from '../rule/target-fields.ts';
import { changedFields, isSame } from '../same.ts';

/** A target without the id that it has on the rule. */
export type WantedTarget = Omit<Target, 'Id' | 'Arn'> & { readonly Arn: string };

/** What becomes of the targets of a rule. */
interface TargetsPart {
  readonly steps: readonly Step[];
  /** Those that are left as they are, and why. */
  readonly kept: readonly Kept[];
}

/**
 * Plans that the rule has the targets. One that it has already is known by its ARN and keeps its id, its retry policy and
 * its dead-letter queue; all others stay, those of earlier runs with a sentence of what the rule is about now.
 * @param words the sentence.
 * @param after ids of the steps that come before.
 * @throws Failure `refused` where the rule has no room for them.
 */
export function planTargets(
  ruleName: string,
  wanted: readonly WantedTarget[],
  {
    words,
    found,
    after,
  }: { words: InputTransformer; found: FoundRule | undefined; after: readonly string[] },
): TargetsPart {
  const targets = found?.targets ?? [];
  checkRoom(ruleName, targets.length + wanted.filter(({ Arn }) => !ownTarget(targets, Arn)).length);
  const free = ownTargetIds.filter((id) => !targets.some(({ Id }) => Id === id));
  const others = targets.filter((target) => !wanted.some(({ Arn }) => ownTarget([target], Arn)));
  const steps = [...wanted, ...reworded(others, words)].flatMap((one) => {
    const existing = ownTarget(targets, one.Arn);
    const target = { ...keptSettings(existing), ...one, Id: existing?.Id ?? free.shift() ?? targetId };
    return existing && isSame(existing, target) ? [] : [put(ruleName, target, existing, after)];
  });
  const kept = others.filter(({ Id = '' }) => !steps.some(({ id }) => id === stepId(Id)));
  return { steps, kept: kept.map((target) => keptTarget(ruleName, target)) };
}

function reworded(targets: readonly Target[], InputTransformer: InputTransformer): WantedTarget[] {
  return targets
    .filter((target) => target.InputTransformer && isOwnTarget(target))
    .map(({ Arn = '', SqsParameters }) => ({
      Arn,
      InputTransformer,
      ...(SqsParameters && { SqsParameters }),
    }));
}

function stepId(targetId: string): string {
  return `target ${targetId}`;
}

function checkRoom(ruleName: string, total: number): void {
  if (total <= mostTargets) return;
  throw new Failure(
    'refused',
    `rule ${ruleName} would have ${total} targets, and AWS allows ${mostTargets}`,
    {
      hint: `choose another name, or begin anew: ecsctl events rm ${ruleName}`,
    },
  );
}

function keptTarget(ruleName: string, target: Target): Kept {
  const { Id = '', Arn = '' } = target;
  return {
    resource: { type: 'target', id: `${ruleName}/${Id}`, arn: Arn },
    reason: isOwnTarget(target) ? `${Arn} is told as before` : 'ecsctl has not made it',
  };
}

function put(ruleName: string, target: Target, existing: Target | undefined, after: readonly string[]): Step {
  const call = (one: Target) => eventsCall('events', 'PutTargets', { Rule: ruleName, Targets: [one] });
  const { Id = '', Arn = '' } = target;
  return {
    id: stepId(Id),
    action: existing ? 'update' : 'create',
    resource: { type: 'target', id: `${ruleName}/${Id}`, arn: Arn },
    reason: 'the rule tells it',
    changes: changedFields(existing ? targetFields(existing) : {}, targetFields(target)),
    after,
    call: call(target),
    ...(existing && { undo: call(existing) }),
    // A rule, or a log group, made a moment ago is not known everywhere yet.
    settles: { errors: ['ResourceNotFoundException', 'ValidationException'], seconds: 20 },
  };
}

function ownTarget(targets: readonly Target[], arn: string): Target | undefined {
  return targets.find((target) => target.Arn === arn && isOwnTarget(target));
}

function keptSettings(
  existing: Target | undefined,
): Pick<Target, 'RetryPolicy' | 'DeadLetterConfig' | 'RoleArn'> {
  const { RetryPolicy, DeadLetterConfig, RoleArn } = existing ?? {};
  return {
    ...(RetryPolicy && { RetryPolicy }),
    ...(DeadLetterConfig && { DeadLetterConfig }),
    ...(RoleArn && { RoleArn }),
  };
}

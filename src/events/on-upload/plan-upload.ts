import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import type { Kept, Plan } from '../../plan/plan.ts';
import { keptNotifications, notificationStep } from '../bucket/notification-step.ts';
import { ruleArn } from '../place.ts';
import { disabledWarning } from '../rule/disabled-warning.ts';
import { keptTargets } from '../rule/kept-targets.ts';
import { targetId } from '../rule/ownership.ts';
import { ruleSteps, targetStep } from '../rule/rule-steps.ts';
import { refuseNamesake } from '../schedule/namesake.ts';
import { keptOverrides, overridesFor } from '../target/kept-overrides.ts';
import { planTarget } from '../target/plan-target.ts';
import type { WantedTarget } from '../target/wanted.ts';
import { uploadPattern } from './pattern.ts';
import type { FoundUpload } from './read.ts';
import { uploadTransformer } from './transformer.ts';
import type { WantedUpload } from './wanted.ts';

/**
 * Plans the task for each upload: the bucket's notifications, the role, the queue, the rule and its target.
 * @throws what its parts throw, before anything is written.
 */
export function planUpload(wanted: WantedUpload, found: FoundUpload): Plan {
  const { name, objects, target } = wanted;
  if (found.hasSchedule) refuseNamesake('schedule', name);
  const existing = found.rule?.targets.find(({ Id }) => Id === targetId);
  const transformer = transformerFor(target, found, existing?.InputTransformer);
  const pattern = uploadPattern(objects);
  const purpose = { name, kind: 'on-upload', principal: 'events.amazonaws.com' } as const;
  const arn = ruleArn(found.place, name);
  const planned = planTarget(target, { ...purpose, sourceArn: arn }, found, existing);
  const rule = ruleSteps(
    {
      ...{ name, kind: purpose.kind, eventPattern: pattern },
      reason: `a task is to run for each object that is put into ${objects.bucket}`,
      ...(!found.rule && { description: `Runs a task for each upload into ${objects.bucket}` }),
    },
    found.rule,
  );
  const before = [...notificationStep(found.bucket), ...planned.steps, ...rule];
  const { Input: _, InputPath: __, ...others }: Partial<Target> = existing ?? {};
  const whole = { ...others, ...planned.members, InputTransformer: transformer };
  const steps = [...before, ...targetStep(name, whole, found.rule, idsOf(before))];
  return {
    subject: name,
    steps,
    kept: [...keptNotifications(found.bucket), ...keptTargets(name, found.rule)] satisfies Kept[],
    warnings: [
      ...planned.warnings,
      ...(steps.length > 0 ? keyWarnings(wanted) : []),
      ...disabledWarning('rule', name, found.rule?.rule.State),
    ],
  };
}

/** The template with what was named, or else with what the template that is there says. */
function transformerFor(
  target: WantedTarget,
  { definition }: FoundUpload,
  existing: InputTransformer | undefined,
): InputTransformer {
  const kept = keptOverrides(existing?.InputTemplate);
  const { container, environment } = overridesFor(target, definition, kept);
  return uploadTransformer(container, environment);
}

/** A task needs its policy only when it runs, but then at once: nothing is handed over before all is in its place. */
function idsOf(steps: Plan['steps']): string[] {
  return steps.map(({ id }) => id);
}

/** What is to be known of keys that have to be escaped in JSON; see {@link uploadTransformer}. */
function keyWarnings({ objects: { prefix, suffix, hasPlainKeys } }: WantedUpload): string[] {
  const isFree = prefix === undefined && suffix === undefined;
  const promise =
    'AWS does not promise to escape keys for JSON: one with a quotation mark may end as a dead letter, and one with a ' +
    `backslash arrive changed${isFree ? '; --plain-keys leaves both out' : ''}`;
  return [
    hasPlainKeys
      ? 'keys with a quotation mark or a backslash run no task, since AWS does not promise to escape them for JSON'
      : promise,
    ...(prefix?.startsWith('/') ? [`--prefix ${prefix} begins with a slash, and keys seldom do`] : []),
  ];
}

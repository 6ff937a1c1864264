import { serviceArgument } from '../ecs/service-flags.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { usage } from '../failure.ts';
import { carryOut, type PlanAnswer } from '../plan/carry-out.ts';
import type { Arguments } from '../verb/flags.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import { readingActions } from './iam.ts';
import { operations } from './operations.ts';
import { readScaling } from './read/scaling.ts';
import { planSuspension, type ScalingPart, scalingParts } from './suspension.ts';

export const suspensionArguments = {
  service: serviceArgument,
  part: { help: 'in, out or scheduled; all three when left out', optional: true },
} as const satisfies Arguments;

export const suspensionIam = [...readingActions, 'application-autoscaling:RegisterScalableTarget'] as const;

/** What `scale suspend` and `scale resume` have in common: all but the direction. */
export function switchScaling(
  context: VerbContext,
  action: 'suspend' | 'resume',
  service: string,
  part: string | undefined,
  cluster: string | undefined,
): Promise<Answer<PlanAnswer>> {
  const name = parseServiceName(service, cluster);
  const which = part === undefined ? 'all' : parsePart(part);
  return carryOut(context, {
    read: () => readScaling(context.aws, name),
    plan: (found) => planSuspension(action, which, found),
    operations,
  });
}

function parsePart(text: string): ScalingPart {
  const part = scalingParts.find((one) => one === text);
  if (part) return part;
  throw usage(
    `"${text}" is no part of scaling`,
    `write ${scalingParts.join(', ')}, or leave it out for all three`,
  );
}

import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { type ScalingPart, scalingParts } from '../suspension.ts';

/** The parts of a target's scaling that are switched off. */
export function suspendedParts(target: ScalableTarget | undefined): ScalingPart[] {
  const { DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended } =
    target?.SuspendedState ?? {};
  const off = {
    in: DynamicScalingInSuspended,
    out: DynamicScalingOutSuspended,
    scheduled: ScheduledScalingSuspended,
  };
  return scalingParts.filter((part) => off[part]);
}

import type { Group } from './state.ts';

/**
 * Whether something is still happening to the group, or its cooldown has not passed since. By default the group's own
 * cooldown counts; a simple scaling policy may have another.
 */
export function isCoolingDown(
  { activities, settings }: Group,
  now: number,
  seconds = settings.DefaultCooldown ?? 0,
): boolean {
  const [last] = activities;
  const since = last && (last.EndTime?.getTime() ?? now);
  return since !== undefined && now - since < seconds * 1000;
}

/**
 * Seconds until a new instance counts: the policy's own, else the group's, else the group's cooldown.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html
 */
export function warmUpSeconds({ settings }: Group, estimated: number | undefined): number {
  const { DefaultInstanceWarmup: own = -1, DefaultCooldown: cooldown = 0 } = settings;
  return estimated ?? (own >= 0 ? own : cooldown);
}

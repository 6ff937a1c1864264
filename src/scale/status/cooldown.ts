import type { ActivePolicy, VerdictFacts } from './verdict-facts.ts';

/**
 * Milliseconds until the policy's cooldown after the last scaling of that direction ends; 0 where none is going on.
 * A larger need than the last one would be met even so.
 */
export function coolingFor(
  direction: 'out' | 'in',
  policy: ActivePolicy,
  { activities, at }: VerdictFacts,
): number {
  const last = activities.find(
    (activity) => activity.direction === direction && activity.result !== 'not scaled',
  );
  if (!last) return 0;
  const cooldown = cooldownOf(policy, direction);
  return Math.max(0, last.at.getTime() + cooldown * 1000 - at.getTime());
}

/** Seconds. */
function cooldownOf(policy: ActivePolicy, direction: 'out' | 'in'): number {
  if (policy.type === 'step') return policy.cooldown;
  return direction === 'out' ? policy.scaleOutCooldown : policy.scaleInCooldown;
}

import type { Plan, Step } from './plan.ts';

/**
 * The steps in an order in which each comes after all that it waits for; steps that are free keep the plan's order.
 * @throws Error when steps wait for each other or for a step that is not in the plan, or when two are called the same:
 * the planner is wrong then.
 */
export function inOrder(plan: Plan): Step[] {
  const places = new Map(plan.steps.map(({ id }, place) => [id, place]));
  if (places.size < plan.steps.length)
    throw new Error(`Two steps of the plan for ${plan.subject} have one name`);
  const following = followersOf(plan.steps);
  const open = new Map(plan.steps.map(({ id, after }) => [id, new Set(after).size]));
  const ordered: Step[] = [];
  for (let free = plan.steps.filter(({ id }) => open.get(id) === 0); free.length > 0; ) {
    for (const step of free) ordered.push(step);
    const freed = free.flatMap(({ id }) => following.get(id) ?? []).filter(({ id }) => isFreed(id, open));
    free = freed.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
  }
  if (ordered.length === plan.steps.length) return ordered;
  const done = new Set(ordered);
  const stuck = plan.steps.filter((step) => !done.has(step)).map(({ id }) => id);
  throw new Error(`Steps wait in a circle: ${stuck.join(', ')}`);
}

/** The id of a step → those that wait for it. */
export function followersOf(steps: readonly Step[]): Map<string, Step[]> {
  const followers = new Map<string, Step[]>();
  for (const step of steps) {
    for (const earlier of new Set(step.after)) {
      const known = followers.get(earlier);
      if (known) known.push(step);
      else followers.set(earlier, [step]);
    }
  }
  return followers;
}

/** Counts one of those that the step waits for as done; true when it was the last. */
export function isFreed(id: string, open: Map<string, number>): boolean {
  const left = (open.get(id) ?? 0) - 1;
  open.set(id, left);
  return left === 0;
}

import type { Plan, Step } from './plan.ts';

/**
 * The steps in an order in which each comes after all that it waits for; steps that are free keep the plan's order.
 * @throws Error when steps wait for each other or for a step that is not in the plan, or when two are called the same:
 * the planner is wrong then.
 */
export function inOrder(plan: Plan): Step[] {
  const ids = new Set(plan.steps.map(({ id }) => id));
  if (ids.size < plan.steps.length)
    throw new Error(`Two steps of the plan for ${plan.subject} have one name`);
  const ordered: Step[] = [];
  const done = new Set<string>();
  let left = plan.steps;
  while (left.length > 0) {
    const ready = left.filter((step) => step.after.every((id) => done.has(id)));
    if (ready.length === 0) throw new Error(`Steps wait in a circle: ${left.map(({ id }) => id).join(', ')}`);
    for (const step of ready) done.add(step.id);
    ordered.push(...ready);
    left = left.filter((step) => !done.has(step.id));
  }
  return ordered;
}

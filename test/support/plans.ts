import fc from 'fast-check';
import type { Plan, Step } from '../../src/plan/plan.ts';

/** A step with a name and what it waits for; all else is made up. */
export function aStep(id: string, more: Partial<Step> = {}): Step {
  return {
    id,
    action: 'create',
    resource: { type: 'thing', id },
    reason: 'it is wanted',
    changes: [],
    after: [],
    call: { service: 'made-up', operation: 'Make', input: { Name: id } },
    ...more,
  };
}

export function aPlan(steps: readonly Step[], more: Partial<Plan> = {}): Plan {
  return { subject: 'prod/web', steps, kept: [], warnings: [], ...more };
}

/** Plans in which steps wait for any of the others, without a circle, in any order of writing. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 1, maxLength: 12 })
  .map((waits) =>
    waits.map((earlier, index) =>
      aStep(`s${index}`, {
        after: [...new Set(earlier.filter((other) => other < index))].map((other) => `s${other}`),
      }),
    ),
  )
  .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length }))
  .map((steps) => aPlan(steps));

import { operations } from '../../src/capacity/operations.ts';
import { waits } from '../../src/capacity/waits.ts';
import { applyPlan, type StepOutcome } from '../../src/plan/apply.ts';
import { sendCall } from '../../src/plan/operations.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { SandboxAws } from './sandbox-aws.ts';

/** Carries a plan of capacity out in a sandbox's world. */
export function carryCapacity(plan: Plan, aws: SandboxAws): Promise<StepOutcome[]> {
  return applyPlan(plan, {
    send: (call) => sendCall(call, operations, aws),
    waits,
    clock: aws.clock,
    signal: new AbortController().signal,
  });
}

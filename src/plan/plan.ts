/** A value that can be printed as JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One request to AWS as data: it can be shown, recorded, compared, and sent by {@link file://./apply.ts}. */
export interface ApiCall {
  /** The client's name: `ecs`, `application-auto-scaling`, `cloudwatch` … */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Resource {
  /** In the field's words: `scalable target`, `scaling policy`, `alarm` … */
  readonly type: string;
  readonly id: string;
  readonly arn?: string;
  readonly region?: string;
}

export interface Change {
  readonly field: string;
  /** Absent where there was nothing. */
  readonly from?: Json;
  readonly to?: Json;
}

export type StepAction = 'create' | 'update' | 'delete' | 'wait';

export interface Step {
  /** Unique in its plan, and the same each time the same thing is planned. */
  readonly id: string;
  readonly action: StepAction;
  /** The word for what is done, where the action is too broad: `unprotect`, `empty`. */
  readonly verb?: string;
  readonly resource: Resource;
  /** Why, as a clause: "CPU is to be held at 60 %". */
  readonly reason: string;
  readonly changes: readonly Change[];
  /** Ids of the steps that must be done first. */
  readonly after: readonly string[];
  readonly call: ApiCall;
  /** The calls that would put back what this step overwrites or deletes; absent for what is only created. */
  readonly undo?: ApiCall | readonly ApiCall[];
  /** The step ends only when this named condition of the noun's waits holds of the call's answer. */
  readonly until?: string;
  /** Seconds until the wait is given up; a quarter of an hour where nothing is said. */
  readonly patience?: number;
  /** Error names that mean "not visible yet" right after an earlier step; retried for `seconds`. */
  readonly settles?: { readonly errors: readonly string[]; readonly seconds: number };
  /** Error names that mean the step's aim is reached already. */
  readonly goal?: readonly string[];
  /** US dollars a month that the step costs (positive) or frees (negative). */
  readonly monthly?: number;
  /**
   * Of bulk work: the words under which it is shown and told of with others like it. They begin with what is done:
   * `deregister task definitions of web`. The id of a step that takes several things is theirs as `compactIds` writes
   * them.
   */
  readonly series?: string;
}

/** What a plan decided not to touch. */
export interface Kept {
  readonly resource: Resource;
  readonly reason: string;
}

export interface Plan {
  /** What it is about: `prod/web`. */
  readonly subject: string;
  readonly steps: readonly Step[];
  readonly kept: readonly Kept[];
  /** What the reader should know before saying yes. */
  readonly warnings: readonly string[];
}

const output = /^\$\{output:(.+)\.([A-Za-z]+)\}$/;

/** Stands in a later step's input for a member of an earlier step's answer, known only when that one is done. */
export function outputOf(stepId: string, member: string): string {
  return `\${output:${stepId}.${member}}`;
}

/** The step and member that a placeholder of {@link outputOf} speaks of, or undefined for any other text. */
export function readOutput(text: string): { stepId: string; member: string } | undefined {
  const [, stepId, member] = output.exec(text) ?? [];
  return stepId && member ? { stepId, member } : undefined;
}

/** A plan that changes nothing. */
export function isEmpty(plan: Plan): boolean {
  return plan.steps.length === 0;
}

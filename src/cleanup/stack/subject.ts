/** One resource in a stack's list. */
export interface StackResource {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** `CREATE_COMPLETE`, `DELETE_SKIPPED` … */
  readonly status: string;
  readonly reason?: string;
  /** The template says that the resource is to outlive the stack: Retain, RetainExceptOnCreate or Snapshot. */
  readonly retained: boolean;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly parentId?: string;
  readonly isProtected: boolean;
  readonly resources: readonly StackResource[];
  /** How often the deletion of a resource has failed so far, by logical id. */
  readonly failures: Readonly<Record<string, number>>;
}

/** An export of the stack that others import: as long as they do, AWS deletes the stack not. */
export interface ExportInUse {
  readonly name: string;
  readonly stackId: string;
  readonly by: readonly string[];
}

/** What a clean-up is about. */
export interface Subject {
  /** As people call it. */
  readonly name: string;
  /** The same in a sentence: `stack lab`. */
  readonly title: string;
  /** The stack and those nested in it, the outermost first; empty when AWS has forgotten it. */
  readonly stacks: readonly Stack[];
  /** The ids of all these; of a forgotten stack, or of several dead ones of one name, what tags tell. */
  readonly ids: ReadonlySet<string>;
  readonly exportsInUse: readonly ExportInUse[];
  /** Every other stack that is alive, nested ones too: id → name. */
  readonly others: ReadonlyMap<string, string>;
  /** Ids of dead stacks of the same name, which this is not about. */
  readonly namesakes: readonly string[];
}

/** Whether the stack is still there, in whatever state. */
export function isAlive({ status }: Pick<Stack, 'status'>): boolean {
  return status !== 'DELETE_COMPLETE';
}

/** The stacks that nothing above them will delete: the outermost of those that are alive. */
export function rootsOf({ stacks }: Subject): Stack[] {
  const alive = stacks.filter(isAlive);
  const ids = new Set(alive.map(({ id }) => id));
  return alive.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
}

/** `lab` of `arn:aws:cloudformation:eu-west-1:123456789012:stack/lab/0a1b…`. */
export function stackNameOf(id: string): string {
  return /:stack\/([^/]+)\//.exec(id)?.[1] ?? id;
}

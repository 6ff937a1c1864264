type Some = string | readonly string[];

/** Operator → condition key → the values of which one must match. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, Some>>>>;

/** `*`, or kind → who: `{ "Service": "ecs-tasks.amazonaws.com" }`. */
export type Principal = string | Readonly<Record<string, Some>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: Some;
  readonly NotAction?: Some;
  readonly Resource?: Some;
  readonly NotResource?: Some;
  readonly Condition?: Conditions;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

/** A policy as its service gives it, URL-encoded or not; undefined for a text that is none. */
export function readPolicy(text: string): PolicyDocument | undefined {
  try {
    const plain = text.trimStart().startsWith('{') ? text : decodeURIComponent(text);
    const document: unknown = JSON.parse(plain);
    if (typeof document !== 'object' || document === null) return undefined;
    const { Statement = [], ...rest } = document as { Statement?: Statement | readonly Statement[] };
    return { ...rest, Statement: listOf(Statement) };
  } catch {
    return undefined;
  }
}

/** What may stand alone, or in a list. */
export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Item];
}

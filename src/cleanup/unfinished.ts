import type { Evidence, Finding } from './judge/finding.ts';
import type { Ref, Thing } from './thing.ts';

/**
 * A thing that a run was to delete and perhaps did not. What had led to it may be gone: once a load balancer is
 * deleted, nothing in AWS tells any more whose its security group was.
 */
export interface Unfinished extends Ref {
  readonly evidence: Evidence;
  readonly why: string;
  /** ISO 8601, where AWS tells it. */
  readonly createdAt?: string;
}

const said = 'an earlier run was to delete it: ';

/** What to keep in mind of something that is about to be deleted. */
export function unfinishedOf({ thing, evidence, why }: Finding): Unfinished {
  const { kind, id, createdAt } = thing;
  const reason = why.startsWith(said) ? why : `${said}${why}`;
  return { kind, id, evidence, why: reason, ...(createdAt && { createdAt: createdAt.toISOString() }) };
}

/** Whether it is the same thing still, and not another one of its name. */
export function isSame({ createdAt }: Unfinished, thing: Thing): boolean {
  return createdAt === thing.createdAt?.toISOString();
}

import type { StackResource } from '../stack/subject.ts';
import type { Thing } from '../thing.ts';

/** How sure it is that a thing is the stack's, the surest first. */
export type Evidence = 'owned' | 'proven' | 'linked' | 'suspected';

/** Who sees to it that a thing that is to stay does stay when CloudFormation deletes its stack. */
export type Guard =
  /** AWS refuses to delete it as it is. */
  | 'aws'
  /** The template's deletion policy. */
  | 'policy'
  /** Nobody: CloudFormation would delete it with the stack. */
  | 'nobody';

/** Why a thing stays. */
export interface Stay {
  readonly reason: string;
  /** The flag that would let it go, where there is one. */
  readonly remedy?: string;
  readonly guard: Guard;
  /** Not spoken of: all of its kind were to be left as they are. */
  readonly quiet?: true;
}

/** One thing of which a clean-up has something to say. */
export interface Finding {
  readonly thing: Thing;
  readonly evidence: Evidence;
  /** Why it is the stack's, as a clause. */
  readonly why: string;
  /** Its row in the stack's list, where it has one. */
  readonly listed?: StackResource;
  /** Absent for what is to go. */
  readonly stay?: Stay;
}

/** What a survey says of a stack. */
export interface Judgement {
  /** What is to go: the things owned, proven, linked, and suspected ones that were asked for. */
  readonly doomed: readonly Finding[];
  /** What was reached and stays. */
  readonly staying: readonly Finding[];
  /** What might be the stack's: only shown. */
  readonly suspected: readonly Finding[];
  /** Resources of living stacks that no kind is of: CloudFormation alone knows how they go. */
  readonly others: readonly StackResource[];
}

import type { Aws } from '../aws/aws.ts';
import type { Wait } from '../plan/apply.ts';
import type { Operations } from '../plan/operations.ts';
import type { ApiCall, Step } from '../plan/plan.ts';
import type { Ref, Tags, Thing } from './thing.ts';

/** What the command line allows beyond the usual. */
export interface Wishes {
  /** What holds data may be deleted with it. */
  readonly deleteData: boolean;
  /** Task definitions are deleted after they were deregistered. */
  readonly deleteTaskDefinitions: boolean;
  readonly keepTaskDefinitions: boolean;
}

/** What a finder may look at. */
export interface Search {
  readonly aws: Aws;
  readonly region: string;
  readonly wishes: Wishes;
  /** A resource's tags as the tagging API gives them. It gives those of deleted resources for hours, too: a tag proves nothing to exist. */
  readonly tagsOf: (arn: string) => Tags;
  /** The ids of a kind that the stack's lists and the things found so far speak of. */
  readonly named: (kind: string) => ReadonlySet<string>;
}

/**
 * One call of a thing's removal. The planner adds the step's id, its resource and what it comes after: the calls of
 * one thing are made in their order.
 */
export interface Removal
  extends Pick<Step, 'action' | 'call'>,
    Partial<Omit<Step, 'id' | 'action' | 'call' | 'resource' | 'after' | 'monthly'>> {
  /** Unique within the thing's removal: `unprotect`, `delete`, `gone`. */
  readonly name: string;
}

/** One step of the removal of several things of one kind. */
export interface JointRemoval {
  /**
   * Whole, with its id (which begins with the kind's name, so that it is the only one in a plan) and with `after` among
   * the steps of the same answer. The planner adds to `after` what the ties of its things ask for.
   */
  readonly step: Step;
  /**
   * The ids of the things that it is about. The step comes after all that go before any of these, and what goes after
   * one of these comes after every step that names it.
   */
  readonly things: readonly string[];
}

/** One kind of resource: how it is found, what it hangs on, and how it goes. */
export interface Kind {
  /** As people call one: `load balancer`. */
  readonly name: string;
  /** The types in a CloudFormation stack that are of this kind. */
  readonly types: readonly string[];
  /** The id of a thing from the physical id that CloudFormation shows, where these differ and it is no alias. */
  readonly idOf?: (physicalId: string) => string;
  /** What one that is gone leads to all the same: a revision to the family that it was of. */
  readonly traces?: (id: string) => readonly Ref[];
  /** Finders of the second wave are asked when the first has named what they look for. */
  readonly wave?: 2;
  /** IAM actions of finding and looking closer. */
  readonly reads: readonly string[];
  /** IAM actions of the removal. */
  readonly writes: readonly string[];
  /** All of the kind in the region; of a kind that cannot be listed at a bearable price, what `search.named` names. */
  readonly find: (search: Search) => Promise<readonly Thing[]>;
  /** Looks closer at one that may be deleted: what it holds, and what protects it. */
  readonly inspect?: (thing: Thing, aws: Aws, wishes: Wishes) => Promise<Thing>;
  /** What must be done before CloudFormation, or `remove`, can delete it: emptied, unprotected. */
  readonly prepare?: (thing: Thing, wishes: Wishes) => readonly Removal[];
  /** The deletion itself and the wait for its end. What goes with something else needs none. */
  readonly remove: (thing: Thing, wishes: Wishes) => readonly Removal[];
  /**
   * Asked instead of `remove`, once and with all things of the kind that are to go, where one AWS call takes several
   * of them or where thousands go in one series.
   */
  readonly removeTogether?: (things: readonly Thing[], wishes: Wishes) => readonly JointRemoval[];
  readonly operations?: Operations;
  readonly waits?: Readonly<Record<string, Wait>>;
}

/** A planned call of a noun's operations. */
export function call(service: string, operation: string, input: ApiCall['input']): ApiCall {
  return { service, operation, input };
}

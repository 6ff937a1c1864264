import type { Schedule } from '../../ecs/callers/schedules.ts';
import type { FoundQueue } from '../dead-letters/found-queue.ts';
import type { Tags } from '../mark.ts';
import type { FoundRule } from '../rule/found-rule.ts';

/** All that is there under a name, and whatever was changed elsewhere for its sake. */
export interface FoundParts {
  readonly name: string;
  readonly region: string;
  readonly rule?: FoundRule;
  /** In ecsctl's group. */
  readonly schedule?: Schedule;
  readonly role?: FoundRole;
  readonly queue?: OwnQueue;
  /** The policies of those who are told, and of queues of others for what cannot be delivered. */
  readonly resources: readonly FoundResource[];
  /** The inline policies that `--task-policy` has put into task roles. */
  readonly taskPolicies: readonly {
    readonly role: string;
    readonly policy: string;
    readonly document: string;
  }[];
  /** Families of task definitions that no longer tell into which role `--task-policy` has put a policy. */
  readonly untoldFamilies: readonly string[];
  /** Names of what there is, for one who has mistyped; none where something was found. */
  readonly existing: readonly string[];
}

/** The dead-letter queue of that name. */
export interface OwnQueue extends FoundQueue {
  /** Messages that are in it. */
  readonly waiting: number;
  /** The attributes by which it can be made again. */
  readonly settings: Readonly<Record<string, string>>;
  /** Other schedules of ecsctl's that use it. */
  readonly schedules: readonly string[];
}

/** The role of that name, with all that keeps it from being deleted. */
export interface FoundRole {
  readonly name: string;
  readonly arn: string;
  readonly trust: string;
  readonly description?: string;
  readonly tags: Tags;
  /** Name → document. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of the policies that are attached. */
  readonly attached: readonly string[];
}

/** Something with a policy that lets the rule in, or a statement about it. */
export interface FoundResource {
  readonly service: 'sns' | 'sqs' | 'lambda' | 'logs';
  readonly name: string;
  /** Of the topic, queue, function or log group; the target's own. */
  readonly arn: string;
  /** JSON; absent where there is none. */
  readonly policy?: string;
  /** Of a queue. */
  readonly url?: string;
}

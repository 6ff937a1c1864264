import type { Cluster, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Role } from '@aws-sdk/client-iam';
import type { Told } from '../../aws/ask.ts';
import type { Right } from '../../iam-policy/right.ts';
import type { Elsewhere } from '../bucket/elsewhere.ts';
import type { Failures } from '../found/failures.ts';
import type { Trigger, TriggerTarget } from '../found/trigger.ts';

/** What AWS says of a rule or schedule and of all that it leads to. */
export interface FoundRoad {
  readonly trigger: Trigger;
  readonly now: Date;
  readonly failures: Told<Failures>;
  readonly buckets: readonly FoundBucket[];
  readonly targets: readonly FoundTarget[];
}

export type FoundBucket = { readonly name: string } & (
  | {
      /** Whether it tells EventBridge of its objects; undefined of a bucket that does not exist. */
      readonly tells: Told<boolean | undefined>;
    }
  | { readonly elsewhere: Elsewhere }
);

export interface FoundTarget {
  readonly target: TriggerTarget;
  /** Of a target that starts tasks. */
  readonly run?: FoundRun;
  /** Of one that is told. */
  readonly recipient?: FoundRecipient;
  /** The role in which the target is called. */
  readonly role?: FoundRole;
  /** Undefined where the target has no queue for what cannot be delivered. */
  readonly deadLetters?: FoundDeadLetters;
}

export interface FoundRun {
  /** Undefined where there is none, or none that is ACTIVE. */
  readonly cluster: Told<Cluster | undefined>;
  readonly definition: Told<TaskDefinition | undefined>;
  /** The task definition has tags, which a task may inherit. */
  readonly isTagged: boolean;
  /** The newest ACTIVE revision, where the target names another. */
  readonly newest?: number;
  readonly taskRole?: FoundRole;
  readonly executionRole?: FoundRole;
  /** Names of the task role's policies. */
  readonly policies?: Told<readonly string[]>;
}

/** A role, and what it may do of what is asked of it. */
export interface FoundRole {
  readonly arn: string;
  readonly name: string;
  /** Undefined for a role that does not exist. */
  readonly role: Told<Role | undefined>;
  readonly rights: Told<readonly AskedRight[]>;
}

/** One thing that a role has to be able to do. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  /** Condition keys, each with the value that it will have. */
  readonly context?: Readonly<Record<string, string>>;
  /** The resource in words: `task definition web:3`. */
  readonly on: string;
}

export interface AskedRight {
  readonly ask: Ask;
  readonly right: Right;
}

/** A topic, queue, function or log group. */
export interface FoundRecipient {
  readonly service: 'sns' | 'sqs' | 'lambda' | 'logs';
  /** The documents of who may send to it; undefined where it does not exist. */
  readonly policies: Told<readonly string[] | undefined>;
  /** The KMS key that it is encrypted with, where it is not the service's own. */
  readonly key?: string;
}

export interface FoundDeadLetters {
  readonly arn: string;
  /** Undefined for a queue that does not exist. */
  readonly queue: Told<
    { readonly policy?: string; readonly key?: string; readonly waiting: number } | undefined
  >;
}

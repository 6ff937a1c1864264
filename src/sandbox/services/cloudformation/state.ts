import type {
  Capability,
  DeletionMode,
  OnFailure,
  Parameter,
  ResourceStatus,
  StackEvent,
  StackStatus,
  Tag,
} from '@aws-sdk/client-cloudformation';
import type { Call } from '../../service.ts';
import type { Template } from './template/template.ts';

/** CloudFormation's stacks in one region. */
export interface CloudFormationState {
  /** By id, deleted ones included: their name may be in use again. */
  readonly stacks: Map<string, Stack>;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  deletedAt: Date | undefined;
  status: StackStatus;
  statusReason: string | undefined;
  /** The id of the stack whose resource this one is. */
  parentId: string | undefined;
  terminationProtection: boolean;
  readonly tags: readonly Tag[];
  readonly parameters: readonly Parameter[];
  readonly capabilities: readonly Capability[];
  readonly disableRollback: boolean;
  readonly roleArn: string | undefined;
  readonly templateBody: string;
  outputs: StackOutput[];
  /** The names of the exports of other stacks that this one was made with. */
  readonly imports: Set<string>;
  /** In the order in which they were made. */
  readonly resources: Resource[];
  /** The newest last. */
  readonly events: StackEvent[];
  /** The client request tokens of operations that were asked for. */
  readonly tokens: Set<string>;
  deletionMode: DeletionMode | undefined;
  operation: Operation | undefined;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

/** One resource of a stack. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly deletionPolicy: DeletionPolicy;
  /** The logical ids of those that have to be there before it, and that go after it. */
  readonly dependsOn: readonly string[];
  physicalId: string | undefined;
  status: ResourceStatus | undefined;
  statusReason: string | undefined;
  updatedAt: Date;
  /** Since when the stack's deletion has been at it, in milliseconds since the epoch. */
  begunAt: number | undefined;
  /** How far its service has got with the removal that the stack's deletion asked for. */
  removal: 'accepted' | 'done' | undefined;
}

/** What a stack is going through; it ends when the stack has come to rest. */
export type Operation = Creation | Deletion;

interface Underway {
  /** On whose behalf other services are asked. */
  readonly caller: Pick<Call, 'world' | 'endpoint'>;
  readonly token: string | undefined;
}

export interface Creation extends Underway {
  readonly kind: 'creation';
  readonly onFailure: OnFailure;
  readonly template: Template;
  /** The parameters' values, secret ones included. */
  readonly values: ReadonlyMap<string, string>;
}

export interface Deletion extends Underway {
  readonly kind: 'deletion';
  /** Whether it takes back a creation that failed, and leaves the stack behind. */
  readonly isRollback: boolean;
  /** The logical ids of what is to be left where it is. */
  readonly retained: ReadonlySet<string>;
  readonly isForced: boolean;
  /** What the stack goes back to where it may not be deleted after all. */
  readonly statusBefore: StackStatus;
}

export function emptyCloudFormation(): CloudFormationState {
  return { stacks: new Map() };
}

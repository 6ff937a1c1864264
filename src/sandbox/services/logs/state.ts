import type { LogGroupClass, ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';

/** CloudWatch Logs' resources in one region. */
export interface LogsState {
  /** By name. */
  readonly groups: Map<string, LogGroup>;
  /** The account's resource policies, by name. */
  readonly resourcePolicies: Map<string, ResourcePolicy>;
}

export interface LogGroup {
  readonly name: string;
  /** Without the `:*` that stands for all its streams. */
  readonly arn: string;
  /** Milliseconds since the epoch, as all times of this service. */
  readonly createdAt: number;
  readonly class: LogGroupClass;
  readonly kmsKeyId: string | undefined;
  /** Undefined where events never expire. */
  retentionInDays: number | undefined;
  isDeletionProtected: boolean;
  /** What a scenario has planted and what was put since. */
  storedBytes: number;
  /** By name. */
  readonly streams: Map<string, LogStream>;
}

export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** By their time, and those of one time in the order of arrival. */
  readonly events: LogEvent[];
  firstEventAt: number | undefined;
  lastEventAt: number | undefined;
  lastIngestionAt: number | undefined;
  /** What the last PutLogEvents gave out; nothing asks for it any more. */
  sequenceToken: string | undefined;
}

export interface LogEvent {
  readonly id: string;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

export function emptyLogs(): LogsState {
  return { groups: new Map(), resourcePolicies: new Map() };
}

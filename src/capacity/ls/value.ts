import type { StrategyItem } from '../../ecs/strategy.ts';

/** The answer of `capacity ls`. */
export interface ListValue {
  readonly region: string;
  /** The cluster that was asked for. */
  readonly cluster?: string;
  readonly providers: readonly ListedProvider[];
  readonly clusters: readonly ListedCluster[];
}

/** What a capacity provider starts tasks on. */
export type ProviderKind =
  | 'Fargate'
  | 'Fargate Spot'
  | 'Auto Scaling group'
  | 'managed instances'
  | 'unknown';

export interface ListedProvider {
  readonly name: string;
  readonly kind: ProviderKind;
  /** `ACTIVE`, `PROVISIONING` …; `UNKNOWN` where a cluster names one that ECS does not describe. */
  readonly status: string;
  /** How its last change ended or how far it is. */
  readonly updateStatus?: string;
  /** Why the last change failed. */
  readonly reason?: string;
  /** The Auto Scaling group. */
  readonly group?: string;
  readonly managedScaling?: {
    readonly status: string;
    /** Percent of the group that is to be in use. */
    readonly target: number;
    readonly minStep: number;
    readonly maxStep: number;
    /** Seconds. */
    readonly warmup: number;
  };
  /** Whether ECS keeps instances that have tasks. */
  readonly terminationProtection?: boolean;
  /** Whether ECS moves tasks off an instance before it ends. */
  readonly managedDraining?: boolean;
  /** The clusters that have it. */
  readonly clusters: readonly string[];
}

export interface ListedCluster {
  readonly name: string;
  readonly providers: readonly string[];
  readonly defaultStrategy: readonly StrategyItem[];
  /** How far the last change of its providers is: `UPDATE_COMPLETE`, `UPDATE_IN_PROGRESS`, `UPDATE_FAILED`. */
  readonly attachments?: string;
}

import type { ScalingPart } from '../suspension.ts';

/** The answer of `scale ls`. */
export interface ListValue {
  readonly region: string;
  /** The cluster that was asked for. */
  readonly cluster?: string;
  readonly services: readonly ScaledService[];
}

/** One service with a scalable target. */
export interface ScaledService {
  /** `prod/web`. */
  readonly service: string;
  readonly cluster: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Absent where the service is gone. */
  readonly desired?: number;
  readonly running?: number;
  readonly pending?: number;
  /** ECS no longer knows the service, and its scalable target is a left-over. */
  readonly gone: boolean;
  /** It has as many tasks as it may have. */
  readonly atMax: boolean;
  /** The parts of scaling that are switched off. */
  readonly suspended: readonly ScalingPart[];
  /** `cpu 60`, `requests 800`, `step cpu` … */
  readonly policies: readonly string[];
  /** The names of its scheduled actions. */
  readonly schedules: readonly string[];
}

/** The answer of `scale status` without a service. */
export interface SummaryValue extends Omit<ListValue, 'services'> {
  readonly at: Date;
  readonly since: Date;
  readonly services: readonly SummarisedService[];
}

export interface SummarisedService extends ScaledService {
  /** What scaling did last, or why it did not. */
  readonly last?: {
    readonly at: Date;
    readonly result: string;
    readonly what: string;
    readonly why: string;
  };
}

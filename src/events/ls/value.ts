import type { Firing } from '../../schedule/firings.ts';
import type { Failures } from '../found/failures.ts';
import type { TriggerKind } from '../found/kind.ts';
import type { Engine } from '../found/trigger.ts';

/** The answer of `events ls`. */
export interface ListValue {
  readonly region: string;
  /** The cluster that was asked for. */
  readonly cluster?: string;
  readonly events: readonly ListedEvent[];
  /** The IAM action that the caller would need to see what has failed. */
  readonly failuresRefused?: string;
}

/** A rule or schedule that starts tasks, or tells of their end. */
export interface ListedEvent {
  /** As `events show` takes it: behind its bus or group where it has to be. */
  readonly name: string;
  readonly arn: string;
  readonly kind: TriggerKind;
  readonly engine: Engine;
  /** ecsctl has made it. */
  readonly ours: boolean;
  readonly enabled: boolean;
  /** What sets it off: `uploads/in/`, `cron(0 3 * * ? *)`, a pattern in short. */
  readonly on: string;
  /**
   * When it fires next; absent of what does not go by the clock, is disabled or has ended, and where it cannot be told,
   * as of the rate of a rule: AWS does not say when it was set.
   */
  readonly next?: Firing;
  /** `prod/web:3`, `topic alarms`, one for each target. */
  readonly targets: readonly string[];
  /** The clusters in which it starts tasks, or of whose tasks it tells. */
  readonly clusters: readonly string[];
  /** Failed calls in the last day, of the rule or of the whole group of schedules. */
  readonly failures?: Failures;
}

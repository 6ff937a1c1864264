import type { Json } from '../../plan/plan.ts';

/** The answer of `events test`. */
export interface TestValue {
  readonly name: string;
  readonly arn: string;
  /** What AWS says: the event would set the rule off, if that is enabled. */
  readonly matches: boolean;
  readonly enabled: boolean;
  readonly event: Json;
  /** Members of the event that were not in the file, and were made up. */
  readonly filled: readonly string[];
  /** The first field of the pattern that the event does not match. */
  readonly mismatch?: Mismatch;
}

export interface Mismatch {
  /** `detail.bucket.name`; undefined where each field matches by itself, and not all of them together. */
  readonly field?: string;
  /** What the pattern has there. */
  readonly wanted?: Json;
  /** What the event has there; absent where it has nothing. */
  readonly found?: Json;
}

import type { Light } from '../../terminal/light.ts';
import type { TriggerKind } from '../found/kind.ts';
import type { Engine } from '../found/trigger.ts';

/** A piece of the road, in the order in which an event passes it. */
export type HopName =
  | 'source'
  | 'pattern'
  | 'rule'
  | 'schedule'
  | 'role'
  | 'target'
  | 'task definition'
  | 'task'
  | 'dead letters';

/** One thing that a hop needs, and how it stands with it. */
export interface Check {
  readonly subject: HopName;
  readonly light: Light;
  /** One sentence. */
  readonly text: string;
  /** The command to type next, or what to do where there is none. */
  readonly next?: string;
}

/** What happens behind the rule or schedule, for one of its targets. */
export interface RoadTarget {
  readonly id: string;
  /** `prod/web:3`, `topic alarms`. */
  readonly target: string;
  /** The gravest of its checks. */
  readonly light: Light;
  readonly checks: readonly Check[];
}

/** The answer of `events show`, as JSON and YAML print it; the screen is drawn from it alone. */
export interface RoadValue {
  readonly name: string;
  readonly arn: string;
  readonly kind: TriggerKind;
  readonly engine: Engine;
  readonly ours: boolean;
  /** The gravest of all: `red` if one check is, whatever the others say. */
  readonly light: Light;
  /** Up to the rule or schedule. */
  readonly checks: readonly Check[];
  readonly targets: readonly RoadTarget[];
}

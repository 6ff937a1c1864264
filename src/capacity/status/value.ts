import type { Fleet, FleetProvider } from '../../ecs/fleet/value.ts';
import type { FleetVerdict } from '../../ecs/fleet/verdict.ts';
import type { StrategyItem } from '../../ecs/strategy.ts';

/** The answer of `capacity status`, as JSON and YAML print it; the screen is drawn from it alone. */
export interface StatusValue extends Fleet {
  readonly cluster: string;
  readonly region: string;
  /** When AWS was asked. */
  readonly at: Date;
  readonly verdict: FleetVerdict;
  readonly tasks: TaskCounts;
  /** Where tasks go that say nothing of it. */
  readonly defaultStrategy: readonly StrategyItem[];
  readonly providers: readonly StatusProvider[];
  /** What would surprise: each a sentence. */
  readonly findings: readonly string[];
}

export interface TaskCounts {
  readonly running: number;
  /** On their way, and they have a place. */
  readonly starting: number;
  /** Without a place. */
  readonly waiting: number;
  /** Of those that have one, tasks on Fargate that no capacity provider has placed. */
  readonly fargate: number;
}

export interface StatusProvider extends FleetProvider {
  /** It has placed so many of the tasks that run or start. */
  readonly tasks: number;
}

import { usage } from '../../failure.ts';
import { refuseBoth } from '../../verb/contradictions.ts';

export type PredictedMetric = 'cpu' | 'memory' | 'requests';

/** What was asked of `scale predict`. What is absent stays as the policy has it. */
export interface WantedForecast {
  /** The metric to forecast, and what it is to be held at: percent, or requests per target. */
  readonly metric?: PredictedMetric;
  readonly target?: number;
  /** The target group to count requests of, where the service has several. */
  readonly targetGroup?: string;
  /** Whether the forecast may add tasks. */
  readonly applies?: boolean;
  /** Seconds by which tasks start before they are needed. */
  readonly buffer?: number;
  /** Percent over the forecast by which the most tasks may be raised; `false` to leave them as they are. */
  readonly raiseMax?: number | false;
}

export interface PredictFlags {
  readonly cpu?: number;
  readonly memory?: number;
  readonly requests?: number;
  readonly targetGroup?: string;
  readonly apply: boolean;
  readonly forecastOnly: boolean;
  readonly buffer?: number;
  readonly raiseMax?: number;
  readonly honorMax: boolean;
}

/**
 * Reads the flags of `scale predict`; knows nothing of the service.
 * @throws a usage failure for more than one metric, and for flags that contradict each other.
 */
export function readWantedForecast(flags: PredictFlags): WantedForecast {
  const { cpu, memory, requests, targetGroup, buffer, raiseMax } = flags;
  const given = Object.entries({ cpu, memory, requests }).filter(([, target]) => target !== undefined);
  if (given.length > 1) {
    const names = given.map(([flag]) => `--${flag}`).join(' and ');
    throw usage(
      `${names} are several metrics, and a forecast is of one`,
      'name the one that the load shows in best',
    );
  }
  refuseBoth(flags.apply && '--apply', flags.forecastOnly && '--forecast-only');
  refuseBoth(raiseMax !== undefined && '--raise-max', flags.honorMax && '--honor-max');
  if (targetGroup !== undefined && requests === undefined) {
    throw usage(`--target-group ${targetGroup} is about requests`, 'add --requests N');
  }
  const [metric, target] = given[0] ?? [];
  return {
    ...(metric !== undefined && { metric: metric as PredictedMetric, target }),
    targetGroup,
    ...(flags.apply && { applies: true }),
    ...(flags.forecastOnly && { applies: false }),
    buffer,
    ...(flags.honorMax ? { raiseMax: false } : { raiseMax }),
  };
}

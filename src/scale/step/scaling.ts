import { usage } from '../../failure.ts';
import { parseSteps, refuseOverlap, type StepList } from './list.ts';
import { type DimensionPair, parseStepMetric, type StepMetric } from './metric.ts';
import { parseStatistic, type StatisticMember } from './statistic.ts';

/** What was typed for step scaling. */
export interface StepFlags {
  readonly metric: string;
  readonly dimensions?: readonly DimensionPair[];
  readonly out?: string;
  readonly in?: string;
  readonly statistic?: string;
  /** Seconds. */
  readonly period?: number;
  /** Periods in a row that must breach: `--for`. */
  readonly evaluationPeriods?: number;
  /** Seconds. */
  readonly cooldown?: number;
}

/** The step scaling that is wanted of one metric. What is absent stays as it is, or starts at its default. */
export interface StepScaling {
  readonly metric: StepMetric;
  readonly lists: readonly StepList[];
  readonly statistic?: StatisticMember;
  readonly period?: number;
  readonly evaluationPeriods?: number;
  readonly cooldown?: number;
}

/**
 * Reads the flags of `scale step`; knows nothing of the service, so that a typing error costs no request.
 *
 * @throws a usage failure naming the flag and its value.
 */
export function readStepScaling(flags: StepFlags): StepScaling {
  const { period, evaluationPeriods, cooldown } = flags;
  const out = flags.out === undefined ? undefined : parseSteps(flags.out, 'out');
  const scaleIn = flags.in === undefined ? undefined : parseSteps(flags.in, 'in');
  if (!out && !scaleIn)
    throw usage('neither --out nor --in is given', "write --out '70:+1', --in '30:-1', or both");
  if (out && scaleIn) refuseOverlap(out, scaleIn);
  refusePeriod(period);
  refuseWhole('for', evaluationPeriods, 1, 'periods');
  refuseWhole('cooldown', cooldown, 0, 'seconds');
  return {
    metric: parseStepMetric(flags.metric, flags.dimensions),
    lists: [out, scaleIn].filter((list) => list !== undefined),
    ...(flags.statistic !== undefined && { statistic: parseStatistic(flags.statistic) }),
    ...(period !== undefined && { period }),
    ...(evaluationPeriods !== undefined && { evaluationPeriods }),
    ...(cooldown !== undefined && { cooldown }),
  };
}

function refusePeriod(period: number | undefined): void {
  if (period === undefined || [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return;
  throw usage(
    `--period ${period}s is no period of an alarm`,
    'write 10s, 20s or 30s, or whole minutes such as 60s or 5m',
  );
}

function refuseWhole(flag: string, value: number | undefined, least: number, unit: string): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw usage(`--${flag} ${value} is out of range`, `write a whole number of ${unit}, ${least} or more`);
}

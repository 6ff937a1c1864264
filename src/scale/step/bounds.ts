import type { StepAdjustment } from '@aws-sdk/client-application-auto-scaling';
import { usage } from '../../failure.ts';

/** Steps that one policy may have. */
export const maxStepAdjustments = 20;

interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly text: string;
}

/**
 * Holds the steps of a policy to AWS's rules: 1 to 20 of them, no gap and no overlap, none without any bound,
 * an open end below a negative bound and above a positive one.
 *
 * @throws a usage failure naming the interval that breaks a rule. Bounds are relative to the alarm's threshold.
 */
export function checkBounds(steps: readonly StepAdjustment[]): void {
  if (steps.length === 0 || steps.length > maxStepAdjustments)
    throw usage(
      `a step scaling policy has 1 to ${maxStepAdjustments} steps, not ${steps.length}`,
      'write at least one step, and at most that many',
    );
  const intervals = steps.map(interval).sort((a, b) => a.lower - b.lower || a.upper - b.upper);
  intervals.forEach((one, index) => {
    const before = intervals[index - 1];
    if (before) refuseUneven(before, one);
  });
  refuseClosedEnds(intervals);
}

function interval({
  MetricIntervalLowerBound: from,
  MetricIntervalUpperBound: to,
}: StepAdjustment): Interval {
  const text = `${from ?? 'any'}..${to ?? 'any'}`;
  const [lower, upper] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  if (from === undefined && to === undefined)
    throw usage(`step ${text} has no bound`, 'give it the threshold, 0, as its lower or upper bound');
  if (!(lower < upper)) throw usage(`step ${text} is empty`, 'put the lower bound below the upper one');
  return { lower, upper, text };
}

function refuseUneven(before: Interval, one: Interval): void {
  const both = `steps ${before.text} and ${one.text}`;
  if (before.upper > one.lower)
    throw usage(`${both} overlap`, 'let each step begin where the one before it ends');
  if (before.upper < one.lower)
    throw usage(`${both} leave a gap`, 'let each step begin where the one before it ends');
}

function refuseClosedEnds(intervals: readonly Interval[]): void {
  const [first, last] = [intervals[0], intervals.at(-1)];
  if (first && Number.isFinite(first.lower) && first.lower < 0)
    throw usage(`step ${first.text} leaves lower values without a step`, 'leave out its lower bound');
  if (last && Number.isFinite(last.upper) && last.upper > 0)
    throw usage(`step ${last.text} leaves higher values without a step`, 'leave out its upper bound');
}

import type { ComparisonOperator } from '@aws-sdk/client-cloudwatch';
import type { StateValue } from './state.ts';

/** Of an alarm, what decides how its datapoints are judged. */
export interface Judgement {
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Whether a value is on the wrong side of the threshold. */
export function breaches({ comparison, threshold }: Judgement, value: number): boolean {
  return comparisons[comparison]?.(value, threshold) ?? false;
}

/**
 * How many periods an evaluation looks back: somewhat more than it needs, so that a datapoint that is
 * missing can
 * be made up for by an older one.
 */
export function evaluationRange({ evaluationPeriods }: Judgement): number {
  return evaluationPeriods + 2;
}

/**
 * The state that follows from the datapoints of the evaluation range, the oldest first and `undefined` where
 * there is
 * none; undefined where the alarm keeps the state that it has. Missing datapoints count only when those that
 * are
 * there are fewer than the evaluation periods.
 */
export function verdict(
  judgement: Judgement,
  range: readonly (number | undefined)[],
): StateValue | undefined {
  const { evaluationPeriods, datapointsToAlarm, missing } = judgement;
  const present = range.filter((value) => value !== undefined).slice(-evaluationPeriods);
  if (present.length === 0) return withoutData(missing);
  const lacking = evaluationPeriods - present.length;
  const breaching = present.filter((value) => breaches(judgement, value)).length;
  if (breaching + (missing === 'breaching' ? lacking : 0) >= datapointsToAlarm) return 'ALARM';
  const unclear = lacking > 0 && breaching === present.length;
  if (!unclear || missing === 'breaching' || missing === 'notBreaching') return 'OK';
  // All that is known breaches, but it is too little. With "missing" it is enough once it is old enough.
  const age = range.length - range.findIndex((value) => value !== undefined);
  return missing === 'missing' && age >= datapointsToAlarm ? 'ALARM' : undefined;
}

function withoutData(missing: Judgement['missing']): StateValue | undefined {
  if (missing === 'ignore') return undefined;
  if (missing === 'breaching') return 'ALARM';
  return missing === 'notBreaching' ? 'OK' : 'INSUFFICIENT_DATA';
}

import fc from 'fast-check';
import { parseSteps, type StepList } from '../../src/scale/step/list.ts';
import type { StepFlags } from '../../src/scale/step/scaling.ts';

/** Thresholds as people type them: with up to two decimals, and below zero too. */
const thresholds = (min: number, max: number) =>
  fc.uniqueArray(
    fc.integer({ min: min * 100, max: max * 100 }).map((hundredths) => hundredths / 100),
    { minLength: 1, maxLength: 6 },
  );

const kinds = fc.constantFrom('tasks', 'percent', 'exact');

/** What `--out` takes, with all thresholds within `min` and `max`. */
const outTexts = (min = -100, max = 100) =>
  fc.tuple(thresholds(min, max), kinds, fc.nat(9)).map(([at, kind, more]) =>
    [...at]
      .sort((a, b) => a - b)
      .map((threshold, index) => `${threshold}:${adjustment(kind, 1 + more + index, '+')}`)
      .join(','),
  );

/** What `--in` takes. */
const inTexts = (min = -100, max = 100) =>
  fc.tuple(thresholds(min, max), kinds, fc.nat(9)).map(([at, kind, more]) =>
    [...at]
      .sort((a, b) => b - a)
      .map((threshold, index) =>
        // An exact count falls as the metric does.
        kind === 'exact'
          ? `${threshold}:=${20 - index}`
          : `${threshold}:${adjustment(kind, 1 + more + index, '-')}`,
      )
      .join(','),
  );

function adjustment(kind: string, amount: number, sign: '+' | '-'): string {
  if (kind === 'exact') return `=${amount}`;
  return kind === 'percent' ? `${sign}${amount * 5}%` : `${sign}${amount}`;
}

export const stepLists: fc.Arbitrary<StepList> = fc.oneof(
  outTexts().map((text) => parseSteps(text, 'out')),
  inTexts().map((text) => parseSteps(text, 'in')),
);

const metrics = fc.constantFrom('cpu', 'memory', 'queue:jobs', 'Shop/Latency', 'AWS/ECS/CPUUtilization');

/** Flags of `scale step` that make sense together: --out above 50, --in below. */
export const stepFlags: fc.Arbitrary<StepFlags> = fc
  .tuple(
    metrics,
    fc.constantFrom('out', 'in', 'both'),
    outTexts(51, 100),
    inTexts(-10, 50),
    fc.record(
      {
        statistic: fc.constantFrom('Average', 'Maximum', 'p99', 'tm95.5'),
        period: fc.constantFrom(10, 60, 300, 3600),
        evaluationPeriods: fc.integer({ min: 1, max: 20 }),
        cooldown: fc.integer({ min: 0, max: 900 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([metric, which, out, scaleIn, rest]) => ({
    metric,
    ...(which !== 'in' && { out }),
    ...(which !== 'out' && { in: scaleIn }),
    ...rest,
  }));

import type { Statistic } from '@aws-sdk/client-cloudwatch';
import { usage } from '../../failure.ts';

const plain: readonly Statistic[] = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'];

/** Percentiles and trimmed statistics: `p99`, `tm90`, `IQM`, `TM(10%:90%)`. */
const extended =
  /^(?:(?:p|tm|tc|ts|wm)(?:100|\d{1,2}(?:\.\d{1,10})?)|IQM|(?:PR|TM|TC|TS|WM)\([^():]*:[^():]*\))$/;

/** The one of an alarm's two members that a statistic goes into. */
export type StatisticMember = { Statistic: Statistic } | { ExtendedStatistic: string };

/**
 * Reads a statistic of CloudWatch; the plain ones in whatever case.
 *
 * @throws a usage failure naming the text.
 */
export function parseStatistic(text: string): StatisticMember {
  const known = plain.find((name) => name.toLowerCase() === text.toLowerCase());
  if (known) return { Statistic: known };
  if (extended.test(text)) return { ExtendedStatistic: text };
  throw usage(
    `--statistic: '${text}' is no statistic`,
    `write ${plain.join(', ')}, or a percentile such as p99`,
  );
}

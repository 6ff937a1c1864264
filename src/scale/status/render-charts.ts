import { metricChart } from '../../terminal/chart.ts';
import type { Screen } from '../../terminal/screen.ts';
import { shorten } from '../../terminal/text-width.ts';
import { measure, sentence } from './measure.ts';
import { sideBySide } from './side-by-side.ts';
import type { StatusValue, TrackingStatus } from './value.ts';

/** From this width on two charts stand beside each other, each at least as wide as on a small terminal. */
const wideEnough = 150;
const gap = 4;
const usualWidth = 100;
/** Rows enough that a target stands where its value is. */
const height = 7;

/** A chart for each target-tracking policy: its metric against its target, over the time that was asked for. */
export function renderCharts({ policies }: StatusValue, screen: Screen): string {
  const tracking = policies.filter((policy) => policy.type === 'target-tracking');
  const beside = screen.width >= wideEnough && tracking.length > 1;
  const width = beside ? Math.floor((screen.width - gap) / 2) : Math.min(screen.width, usualWidth);
  const charts = tracking.map((policy) => chartOf(policy, { ...screen, width }));
  if (!beside) return charts.join('\n\n');
  const pairs = charts.flatMap((_, index) => (index % 2 === 0 ? [charts.slice(index, index + 2)] : []));
  return pairs.map((pair) => sideBySide(pair, width, gap)).join('\n\n');
}

function chartOf(policy: TrackingStatus, screen: Screen): string {
  const { points, target, unit, noData } = policy;
  const chart = points.length > 0 && metricChart({ points, target, unit, height }, screen);
  const why = noData && screen.paint.warn(shorten(`no data now: ${noData}`, screen.width));
  return [title(policy, screen), chart, why].filter(Boolean).join('\n');
}

function title({ metric, value, unit, target, name }: TrackingStatus, { paint, width }: Screen): string {
  const now = value === undefined ? '' : ` ${measure(value, unit)}`;
  const text = shorten(`${sentence(metric)}${now} against ${measure(target, unit)}`, width);
  const room = width - text.length - 2;
  return room > 8 ? `${paint.strong(text)}  ${paint.faint(shorten(name, room))}` : paint.strong(text);
}

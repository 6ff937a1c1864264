import type { Json } from '../../plan/plan.ts';
import { ago } from '../../terminal/ago.ts';
import { metricChart } from '../../terminal/chart.ts';
import type { Screen } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import { taskCount } from '../status/measure.ts';
import { busiestHour, type Forecast } from './forecast.ts';

/** The forecast as JSON prints it: times in ISO 8601, `hours` empty as long as there is no forecast. */
export function forecastValue(forecast: Forecast): Json {
  return {
    policy: forecast.policy,
    ...(forecast.madeAt && { madeAt: forecast.madeAt.toISOString() }),
    hours: forecast.hours.map(({ at, tasks, load }) => ({
      at: at.toISOString(),
      ...(tasks !== undefined && { tasks }),
      ...(load !== undefined && { load }),
    })),
  };
}

/**
 * The tasks and the load of the next two days; a row an hour in a pipe.
 * @param max the most tasks that the service may have.
 */
export function showForecast(forecast: Forecast, max: number, screen: Screen): string {
  if (forecast.hours.length === 0) return screen.aligned ? wrap(noForecast, screen.width) : '';
  if (!screen.aligned) return table(hourColumns, forecast.hours, screen);
  const { paint } = screen;
  const tasks = forecast.hours.map(({ at, tasks: value }) => ({ at, value }));
  const load = forecast.hours.map(({ at, load: value }) => ({ at, value }));
  return [
    `${paint.strong('Tasks by the forecast')}${paint.faint(madeText(forecast, screen))}`,
    metricChart({ points: tasks, unit: '', height: 7 }, screen),
    peakText(forecast, max, screen),
    '',
    paint.strong('Load'),
    metricChart({ points: load, height: 5, unit: '' }, screen),
  ].join('\n');
}

const noForecast =
  'No forecast yet: AWS makes the first one when it has 24 hours of metrics, and a new one every six hours.';

const hourColumns = [
  { title: 'at', value: ({ at }: Forecast['hours'][number]) => at },
  { title: 'tasks', value: ({ tasks }: Forecast['hours'][number]) => tasks },
  { title: 'load', value: ({ load }: Forecast['hours'][number]) => load },
];

function madeText({ madeAt }: Forecast, { now }: Screen): string {
  return madeAt ? `  made ${ago(madeAt, now)}` : '';
}

/** When it gets busiest, and whether the service may have that many tasks. */
function peakText(forecast: Forecast, max: number, { paint, now }: Screen): string {
  const busiest = busiestHour(forecast);
  if (!busiest) return '';
  const text = `At most ${taskCount(Math.ceil(busiest.tasks))}, ${ago(busiest.at, now)}`;
  if (busiest.tasks <= max) return `${text}; it may have ${max}.`;
  return paint.warn(`${text}; it may have ${max} only.`);
}

import { zonedTime } from '../../schedule/zoned-time.ts';
import { ago } from '../../terminal/ago.ts';
import { type Field, fields } from '../../terminal/fields.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { ActivityStatus, ScheduleStatus, StatusValue } from './value.ts';

/** Rows of activities on a screen; JSON has them all. */
const mostShown = 8;

const scheduleColumns: readonly Column<ScheduleStatus>[] = [
  { title: 'schedule', value: ({ name }) => name, shrink: 2 },
  { title: 'next', value: ({ next }) => next ?? 'never' },
  { title: 'at', value: ({ next, timezone }) => (next ? `${zonedTime(next, timezone)} ${timezone}` : '') },
  { title: 'sets', value: boundsText },
  { title: 'runs', value: ({ schedule }) => schedule, shrink: 1 },
];

/** `min 4, max 20`. */
export function boundsText({ min, max }: Pick<ScheduleStatus, 'min' | 'max'>): string {
  return [min !== undefined && `min ${min}`, max !== undefined && `max ${max}`].filter(Boolean).join(', ');
}

/** The scheduled actions, with their next firing as the clocks of their zone show it. */
export function renderSchedules({ schedules }: StatusValue, screen: Screen): string {
  return table(scheduleColumns, schedules, screen);
}

const tones: Readonly<Record<string, keyof Paint>> = {
  'in progress': 'accent',
  'not scaled': 'warn',
  failed: 'bad',
  unfulfilled: 'bad',
};

/** What scaling did and did not, the newest first, each wrapped under its own beginning. */
export function renderActivities({ activities, since }: StatusValue, screen: Screen): string {
  if (activities.length === 0) return screen.paint.faint('Nothing was scaled in the last six weeks.');
  const shown = activities.slice(0, mostShown);
  const result = Math.max(...shown.map((activity) => activity.result.length));
  const lines = fields(
    shown.map((activity) => activityField(activity, result, screen)),
    screen,
  );
  const left = activities.length - shown.length;
  const more =
    left > 0 ? [screen.paint.faint(`… ${left} more since ${ago(since, screen.now)}: -o json`)] : [];
  return [screen.paint.faint('ACTIVITY'), lines, ...more].join('\n');
}

function activityField(activity: ActivityStatus, resultWidth: number, screen: Screen): Field {
  const { at, result } = activity;
  return {
    label: `${ago(at, screen.now).padStart(7)}  ${result.padEnd(resultWidth)}`,
    value: activityText(activity),
    paint: (text, { paint }) => {
      const tone = tones[result];
      return tone ? paint[tone](text) : text;
    },
  };
}

/** `to 6 tasks: CPU above 60% for 3m`. */
export function activityText({ what, why }: Pick<ActivityStatus, 'what' | 'why'>): string {
  return why === '' ? what : `${what} (${why})`;
}

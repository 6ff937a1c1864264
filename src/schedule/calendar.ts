import { Cron } from 'croner';
import type { CronFields } from './cron-fields.ts';
import type { AtSchedule, CronSchedule } from './expression.ts';

/** The instants of a cron expression or of a single time, as croner finds them by the clocks of the zone. */
export function calendarOf(expression: CronSchedule | AtSchedule, timezone: string): Cron {
  const pattern = expression.kind === 'at' ? atPattern(expression) : cronPattern(expression.fields);
  return new Cron(pattern, {
    mode: '7-part',
    timezone,
    // AWS counts Sunday as 1.
    alternativeWeekdays: true,
    paused: true,
  });
}

function cronPattern({ minutes, hours, dayOfMonth, month, dayOfWeek, year }: CronFields): string {
  return ['0', minutes, hours, dayOfMonth, month, dayOfWeek, year].join(' ');
}

function atPattern({ local }: AtSchedule): string {
  const [year, month, day, hour, minute, second] = local.split(/\D/).map(Number);
  return [second, minute, hour, day, month, '*', year].join(' ');
}

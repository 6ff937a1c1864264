export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [1, 2, 5, 10, 15, 30]
  .map((count) => count * minute)
  .concat([1, 2, 3, 6, 12].map((count) => count * hour));

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function clockTime(at: Date): string {
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

function calendarDay(at: Date): string {
  return `${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function startOfDay(at: number): Date {
  const start = new Date(at);
  start.setHours(0, 0, 0, 0);
  return start;
}

/**
 * At most `most` ticks between two instants, at times a clock would be set by, in local time: `HH:MM`, and `MM-DD`
 * where a day begins. Takes and returns milliseconds of the epoch.
 */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  if (!(to > from) || most < 1) return [];
  const step = steps.find((candidate) => (to - from) / candidate <= most);
  const ticks = step === undefined ? dayTicks(from, to, most) : clockTicks(from, to, step);
  return ticks.filter(({ at }) => at >= from && at < to);
}

function clockTicks(from: number, to: number, step: number): TimeTick[] {
  const ticks: TimeTick[] = [];
  for (let at = startOfDay(from).getTime(); at < to; at += step) {
    if (at < from) continue;
    const time = clockTime(new Date(at));
    ticks.push({ at, label: time === '00:00' ? calendarDay(new Date(at)) : time });
  }
  return ticks;
}

/** By the calendar, since a day is not always 24 hours long. */
function dayTicks(from: number, to: number, most: number): TimeTick[] {
  const days = Math.ceil((to - from) / day / most);
  const ticks: TimeTick[] = [];
  for (const at = startOfDay(from); at.getTime() < to; at.setDate(at.getDate() + days)) {
    ticks.push({ at: at.getTime(), label: calendarDay(at) });
  }
  return ticks;
}

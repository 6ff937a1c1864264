import { usage } from '../../failure.ts';

/** Seconds in the units in which a duration is typed. */
const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
/** AWS waits no longer. */
const most = 3600;

/**
 * How long an instance may be idle: seconds of `90s`, `5m` or `1h`, or -1 for `never`, as AWS writes it.
 * @throws a usage failure, also for more than an hour.
 */
export function readScaleInAfter(text: string): number {
  if (text === 'never') return -1;
  const [, count, unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(count) * (units[unit] ?? Number.NaN);
  if (seconds <= most) return seconds;
  throw usage(
    `--scale-in-after: "${text}" is no time that AWS takes`,
    'write 0s to 1h, such as 5m, or never',
  );
}

import { chance, noise, seedOf } from '../world/noise.ts';

const MINUTE = 60_000;
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;

/** How people spread their visits over a day: 0 in the dead of night, 1 at the busiest minute. */
function dayCurve(at: number): number {
  const hour = (at % DAY) / HOUR;
  const wave = (peak: number, width: number) => Math.exp(-((nearest(hour - peak) / width) ** 2));
  return Math.min(1, 0.85 * wave(14.5, 3.6) + 0.75 * wave(20, 2.4) + 0.3 * wave(9.5, 2));
}

/** Less is going on at weekends. */
function weekCurve(at: number): number {
  const day = new Date(at).getUTCDay();
  return day === 0 ? 0.55 : day === 6 ? 0.65 : 1;
}

/** A load that follows the day and the week between `least` and `most`, never quite the same twice. */
export function visitors(
  name: string,
  { least, most }: { least: number; most: number },
): (at: number) => number {
  const seed = seedOf(name);
  return (at) => {
    const minute = Math.floor(at / MINUTE);
    const usual = least + (most - least) * dayCurve(at) * weekCurve(at);
    const mood = 0.95 + 0.1 * chance(seed, Math.floor(at / DAY));
    return Math.max(0, usual * mood * (1 + 0.08 * noise(seed, minute)));
  };
}

/** A load that is steady but for a batch that comes every day at the same hour. */
export function nightlyBatch(
  name: string,
  { usual, batch, hour, minutes }: { usual: number; batch: number; hour: number; minutes: number },
): (at: number) => number {
  const daily = visitors(name, { least: usual * 0.5, most: usual });
  return (at) => {
    const since = (at % DAY) - hour * HOUR;
    return daily(at) + (since >= 0 && since < minutes * MINUTE ? batch : 0);
  };
}

/** The distance of two hours of the day, over midnight where that is shorter. */
function nearest(hours: number): number {
  return hours > 12 ? hours - 24 : hours < -12 ? hours + 24 : hours;
}

import { type Firings, firingsOf, type KeptSchedule } from '../../../schedule/firings.ts';
import { schedulerFirings } from '../../../schedule/scheduler-firings.ts';
import type { Check } from '../value.ts';

const subject = 'source';

/** Whether the clock sets it off ever again. */
export function judgeClock(schedule: KeptSchedule, isEnabled: boolean, now: Date): Check {
  const { expression = '', timezone } = schedule;
  const when = `the clock: ${timezone === undefined ? expression : `${expression} in ${timezone}`}`;
  const firings = firingsOf(schedule, now, schedulerFirings);
  if ('unknown' in firings) return unknownTimes(when, firings, timezone);
  const [next] = firings.next;
  if (!next) return { subject, light: 'red', text: `${when}, which never fires again` };
  return { subject, light: 'green', text: isEnabled ? `${when}, next ${next.local}` : when };
}

/** A rate fires in any case. What else cannot be told may be well, or not. */
function unknownTimes(when: string, { unknown }: Extract<Firings, { unknown: string }>, zone = ''): Check {
  const texts = {
    anchor: `${when}, from when it was set`,
    expression: `${when}, which is not understood here: nobody can tell from it when it fires`,
    zone: `${when}: nobody here can tell when it fires, since zone ${zone} is not known to this computer`,
  };
  return { subject, light: unknown === 'anchor' ? 'green' : 'unknown', text: texts[unknown] };
}

import type { Region } from '../../world/region.ts';
import type { BusEvent } from './bus-event.ts';
import { matchesPattern } from './pattern/matches-pattern.ts';
import { parsePattern } from './pattern/parse-pattern.ts';
import type { Pattern } from './pattern/pattern.ts';
import type { EventRule } from './state.ts';
import { trigger } from './trigger.ts';

const patterns = new WeakMap<EventRule, { readonly text: string; readonly pattern: Pattern }>();

/** Sets off every enabled rule of the bus, the default one where none is named, whose pattern the event matches. */
export function publish(region: Region, event: BusEvent, now: Date, busName = 'default'): void {
  for (const rule of region.events.buses.get(busName)?.rules.values() ?? []) {
    if (isMatched(rule, event)) trigger(region, rule, event, now);
  }
}

/** Publishes what has reached a bus; what comes of it reaches one at the next tick, and no rule runs in a circle at once. */
export function publishArrivals(region: Region): void {
  const { arrivals } = region.events;
  const due = arrivals.splice(0);
  try {
    for (let arrival = due.shift(); arrival; arrival = due.shift()) {
      publish(region, arrival.event, new Date(arrival.at), arrival.busName);
    }
  } finally {
    // Where one fails, those behind it wait for the next tick.
    arrivals.unshift(...due);
  }
}

function isMatched(rule: EventRule, event: BusEvent): boolean {
  const { eventPattern: text, state } = rule;
  if (text === undefined || state === 'DISABLED') return false;
  const known = patterns.get(rule);
  const pattern = known?.text === text ? known.pattern : parsePattern(text);
  if (pattern !== known?.pattern) patterns.set(rule, { text, pattern });
  return matchesPattern(pattern, event);
}

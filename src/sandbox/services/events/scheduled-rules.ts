import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { busEvent } from './bus-event.ts';
import { firingAfter } from './rule-timer.ts';
import type { EventRule } from './state.ts';
import { trigger } from './trigger.ts';

/** Fires the rules whose time has come since the tick before, each once for every time that it has come. */
export function fireScheduledRules(region: Region, tick: Tick): void {
  for (const bus of region.events.buses.values()) {
    for (const rule of bus.rules.values()) {
      const { timer } = rule;
      while (timer?.next !== undefined && timer.next <= tick.at) {
        const due = new Date(timer.next);
        timer.next = firingAfter(timer, timer.next);
        fire(region, rule, due);
      }
    }
  }
}

/** The event of a scheduled rule reaches no other rule. */
function fire(region: Region, rule: EventRule, due: Date): void {
  const said = { source: 'aws.events', detailType: 'Scheduled Event', resources: [rule.arn], detail: {} };
  trigger(region, rule, busEvent(region, due, said), due);
}

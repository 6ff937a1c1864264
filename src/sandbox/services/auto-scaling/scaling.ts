import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { inWords } from './instance-life.ts';
import { policiesOf } from './policy-store.ts';
import { type Wish, wishesOf } from './policy-wishes.ts';
import type { Group } from './state.ts';

/** Lets the policies of every group act on what their alarms say, within the group's bounds. */
export function scaleGroups(region: Region, tick: Tick): void {
  if (region.autoScaling.policies.size === 0) return;
  for (const group of region.autoScaling.groups.values()) {
    if (group.isDeleting) continue;
    const wishes = wishesOf(region, group, policiesOf(region, group.name), tick.at);
    follow(group, chosen(wishes), new Date(tick.at));
  }
}

/** More goes before less, and the largest capacity before smaller ones. */
function chosen(wishes: readonly Wish[]): Wish | undefined {
  const out = wishes.filter(({ direction }) => direction === 'out');
  return (out.length > 0 ? out : wishes).toSorted((a, b) => b.capacity - a.capacity)[0];
}

function follow(group: Group, wish: Wish | undefined, now: Date): void {
  if (!wish) return;
  const before = group.desiredCapacity;
  const wanted = Math.min(Math.max(wish.capacity, group.minSize), group.maxSize);
  if (wish.direction === 'out' ? wanted <= before : wanted >= before) return;
  group.desiredCapacity = wanted;
  group.because =
    `At ${inWords(now)} a monitor alarm ${wish.alarm} in state ALARM triggered policy ${wish.policy} ` +
    `changing the desired capacity from ${before} to ${wanted}.`;
}

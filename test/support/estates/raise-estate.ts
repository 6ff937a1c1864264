import { wakeByHand } from './by-hand-events.ts';
import { listenByHand } from './by-hand-front.ts';
import { deliver, workByHand } from './by-hand-work.ts';
import { meet } from './fate.ts';
import { raiseStack } from './raise-stack.ts';
import { shareWithShop } from './sharing.ts';
import { Site } from './site.ts';
import { dataKeys } from './stack-data.ts';
import { intrude, settleStrangers } from './strangers.ts';
import type { EstateWishes, Fate, Holding, StackWishes } from './wishes.ts';

/** A world in which stack `lab` is, or was, among others. Its keys are those of `resourcesOf`. */
export interface Estate extends Pick<Site, 'world' | 'region' | 'untouchable'> {
  readonly fate: Fate;
  /** What holds what nobody could make again. */
  readonly data: ReadonlySet<string>;
  /** What the template retains, as long as AWS remembers that. */
  readonly retained: ReadonlySet<string>;
  /** Nothing of others holds on to anything of the stack's, and its list is known: all of it can go. */
  readonly isClear: boolean;
}

/** Raises an estate through the sandbox's own operations, and lives until it has come to rest. */
export function raiseEstate(wishes: EstateWishes): Estate {
  const site = new Site();
  const { fate, stack, byHand } = wishes;
  const shop = settleStrangers(site);
  const { id, place, groups, balancer } = raiseStack(site, shop, wishes);
  const targetGroup = balancer && listenByHand(site, balancer, place.vpc, byHand);
  if (stack.hasCluster) {
    workByHand(site, { place, groups, targetGroup }, byHand);
    wakeByHand(site, place, byHand);
  }
  if (stack.hasService) deliver(site, stack.hasCluster ? 'lab' : 'shop', byHand);
  if (stack.hasNetwork) intrude(site, place, byHand);
  shareWithShop(site, shop, wishes, groups);
  site.pass(90);
  meet(site, id, fate);
  return {
    ...{ world: site.world, region: site.region, untouchable: site.untouchable, fate },
    data: keysOf(stack, ['full', 'retained']),
    retained: keysOf(stack, fate === 'forgotten' ? [] : ['retained']),
    isClear: isClear(wishes),
  };
}

function keysOf(stack: StackWishes, holdings: readonly Holding[]): Set<string> {
  const { bucket, repository, logs } = dataKeys;
  const held: [Holding, string][] = [
    [stack.bucket, bucket],
    [stack.repository, repository],
    [stack.logs, logs],
  ];
  return new Set(held.flatMap(([holding, key]) => (holdings.includes(holding) ? [key] : [])));
}

function isClear({ fate, stack, byHand, shared }: EstateWishes): boolean {
  const isIntruded = stack.hasNetwork && (byHand.hasStray || byHand.hasInterface);
  return fate !== 'forgotten' && !isIntruded && !Object.values(shared).includes(true);
}

import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { advanceCreation } from './creation.ts';
import { advanceDeletion } from './deletion.ts';

/** Brings every stack that is being made or deleted a tick further. */
export function advanceStacks(region: Region, tick: Tick): void {
  for (const stack of region.cloudformation.stacks.values()) {
    const { operation } = stack;
    if (!operation) continue;
    const call = { ...operation.caller, region, now: new Date(tick.at) };
    if (operation.kind === 'creation') advanceCreation(stack, operation, call);
    else advanceDeletion(stack, operation, call);
  }
}

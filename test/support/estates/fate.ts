import { DeleteStack } from '../../../src/sandbox/services/cloudformation/delete-stack.ts';
import type { Site } from './site.ts';
import type { Fate } from './wishes.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Longer than AWS remembers a stack that is gone. */
const FORGOTTEN_MS = 120 * DAY_MS;

/** Lets CloudFormation bring the stack to where it is to be; it may go further than that where nothing is in its way. */
export function meet(site: Site, stackId: string, fate: Fate): void {
  if (fate === 'alive') return;
  DeleteStack({ StackName: stackId }, site.call);
  rest(site, stackId);
  if (fate === 'deletion tried') return;
  if (statusOf(site, stackId) === 'DELETE_FAILED') {
    DeleteStack({ StackName: stackId, DeletionMode: 'FORCE_DELETE_STACK' }, site.call);
    rest(site, stackId);
  }
  if (statusOf(site, stackId) !== 'DELETE_COMPLETE')
    throw new Error('CloudFormation did not delete the stack.');
  if (fate === 'forgotten') forget(site);
}

/** Passes the time until CloudFormation has come to an end with the stack. */
function rest(site: Site, stackId: string): void {
  while (statusOf(site, stackId) === 'DELETE_IN_PROGRESS') site.pass(10);
}

function statusOf({ region }: Site, stackId: string): string | undefined {
  return region.cloudformation.stacks.get(stackId)?.status;
}

/** As if every stack that is gone had gone long ago. */
function forget({ region, world }: Site): void {
  for (const stack of region.cloudformation.stacks.values()) {
    if (stack.deletedAt) stack.deletedAt = new Date(world.clock.now().getTime() - FORGOTTEN_MS);
  }
}

import type { Region } from '../../world/region.ts';
import { after } from './nat-state.ts';
import type { Endpoint } from './state.ts';

/** How far a VPC endpoint has come; one of the gateway kind is there at once. */
export function endpointState({ rules }: Region, endpoint: Endpoint, now: Date): string {
  if (endpoint.deletion) return 'deleting';
  const isReady =
    endpoint.type === 'Gateway' || after(endpoint.createdAt, rules.endpointCreationSeconds, now);
  return isReady ? 'available' : 'pending';
}

/** Whether it is still there: one that is being deleted holds its interfaces until it is gone. */
export function isThere({ rules }: Region, { deletion }: Endpoint, now: Date): boolean {
  return !deletion || !after(deletion.at, rules.endpointDeletionSeconds, now);
}

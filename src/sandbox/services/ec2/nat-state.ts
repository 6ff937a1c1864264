import type { NatGatewayState } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import type { NatGateway } from './state.ts';

/** EC2 goes on describing a deleted NAT gateway for about an hour. */
const DESCRIBED_SECONDS = 3600;

/** How far a NAT gateway has come in its life: pending, available, deleting, deleted. */
export function natState({ rules }: Region, gateway: NatGateway, now: Date): NatGatewayState {
  const { createdAt, deletion } = gateway;
  if (deletion) return after(deletion.at, rules.natGatewayDeletionSeconds, now) ? 'deleted' : 'deleting';
  return after(createdAt, rules.natGatewayCreationSeconds, now) ? 'available' : 'pending';
}

/** Whether EC2 still describes it. */
export function isDescribed({ rules }: Region, { deletion }: NatGateway, now: Date): boolean {
  return !deletion || !after(deletion.at, rules.natGatewayDeletionSeconds + DESCRIBED_SECONDS, now);
}

/** When it was deleted for good; undefined for one that is there. */
export function deletedAt({ rules }: Region, { deletion }: NatGateway): Date | undefined {
  return deletion && new Date(deletion.at.getTime() + rules.natGatewayDeletionSeconds * 1000);
}

/** Whether so many seconds have passed since `start`. */
export function after(start: Date, seconds: number, now: Date): boolean {
  return now.getTime() - start.getTime() >= seconds * 1000;
}

import type { Tie } from '../../thing.ts';
import { tiesTo } from '../ties-to.ts';

/** A place in a VPC; AWS deletes no VPC with something in it. */
export function inVpc(id: string | undefined): Tie[] {
  return tiesTo('vpc', [id], { bond: 'within', how: 'is in', blocks: true });
}

/** Places in subnets, which AWS does not delete while a network interface is there. */
export function inSubnets(ids: readonly (string | undefined)[]): Tie[] {
  return tiesTo('subnet', ids, { bond: 'within', how: 'is in', blocks: true });
}

/**
 * The way to the internet of something with a public address. The gateway of a VPC answers to the VPC's id; EC2 does
 * not detach it while such an address is in use.
 */
export function throughGatewayOf(vpcId: string | undefined): Tie[] {
  const how = 'has a public address through';
  return tiesTo('internet gateway', [vpcId], { bond: 'refers to', how, blocks: true });
}

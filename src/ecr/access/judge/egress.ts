import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Network, Station } from '../found.ts';
import { isWithin } from './cidr.ts';

export type Passage = 'yes' | 'no' | 'perhaps';

/** Whom a rule has to speak of. */
export interface Peers {
  readonly groups: readonly string[];
  /** The address ranges in which they are. */
  readonly ranges: readonly string[];
  readonly prefixLists: readonly string[];
}

const https = 443;
const everywhere = '0.0.0.0/0';
const anybody: Peers = { groups: [], ranges: [everywhere], prefixLists: [] };

/** Whether the station's groups let HTTPS out to somebody; to the whole internet where nobody is named. */
export function leaves({ groups }: Station, network: Network, peers = anybody): Passage {
  return passes(rulesOf(network.groups, groups, 'IpPermissionsEgress'), peers);
}

/** Whether groups let HTTPS in from somebody. */
export function enters(groups: readonly string[], network: Network, peers: Peers): Passage {
  return passes(rulesOf(network.groups, groups, 'IpPermissions'), peers);
}

/** The command that lets HTTPS out. */
export function leavesTo({ groups }: Station): string {
  return `aws ec2 authorize-security-group-egress --group-id ${groups[0]} --protocol tcp --port ${https} --cidr ${everywhere}`;
}

function rulesOf(
  all: readonly SecurityGroup[],
  ids: readonly string[],
  direction: 'IpPermissions' | 'IpPermissionsEgress',
): IpPermission[] {
  return all
    .filter(({ GroupId }) => ids.includes(GroupId ?? ''))
    .flatMap((group) => group[direction] ?? [])
    .filter(isForHttps);
}

function isForHttps({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission): boolean {
  if (IpProtocol === '-1') return true;
  return (IpProtocol === 'tcp' || IpProtocol === '6') && FromPort <= https && https <= ToPort;
}

function passes(rules: readonly IpPermission[], peers: Peers): Passage {
  const ranges = rules.flatMap(({ IpRanges = [] }) => IpRanges).flatMap(({ CidrIp }) => CidrIp ?? []);
  const groups = rules.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs);
  const lists = rules.flatMap(({ PrefixListIds = [] }) => PrefixListIds);
  const isNamed =
    groups.some(({ GroupId = '' }) => peers.groups.includes(GroupId)) ||
    lists.some(({ PrefixListId = '' }) => peers.prefixLists.includes(PrefixListId));
  const isCovered = (range: string) => ranges.some((rule) => isWithin(range, rule));
  if (isNamed || ranges.includes(everywhere)) return 'yes';
  if (peers.ranges.length > 0 && peers.ranges.every(isCovered)) return 'yes';
  // Ranges and lists that were not looked into may hold the ones that are meant.
  return ranges.length > 0 || lists.length > 0 ? 'perhaps' : 'no';
}

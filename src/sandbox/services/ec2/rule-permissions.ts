import type { IpPermission, SecurityGroupRule as SdkRule } from '@aws-sdk/client-ec2';
import type { SecurityGroupRule } from './state.ts';

/** What a rule lets in or out, without the rule's own identity. */
export type Allowance = Pick<
  SdkRule,
  'FromPort' | 'ToPort' | 'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupInfo' | 'Description'
> & { readonly IpProtocol: string };

/** A rule for each peer of each permission: EC2 keeps them one by one. */
export function allowancesOf(permissions: readonly IpPermission[]): Allowance[] {
  return permissions.flatMap((permission) => {
    const { IpProtocol = '-1', FromPort = -1, ToPort = -1 } = permission;
    const ports = { IpProtocol, FromPort, ToPort };
    const of = <Peer extends { Description?: string }>(
      peers: readonly Peer[] | undefined,
      peerOf: (peer: Peer) => Partial<Allowance>,
    ): Allowance[] =>
      (peers ?? []).map((peer) => ({
        ...ports,
        ...peerOf(peer),
        ...(peer.Description !== undefined && { Description: peer.Description }),
      }));
    return [
      ...of(permission.IpRanges, ({ CidrIp }) => ({ CidrIpv4: CidrIp })),
      ...of(permission.Ipv6Ranges, ({ CidrIpv6 }) => ({ CidrIpv6 })),
      ...of(permission.PrefixListIds, ({ PrefixListId }) => ({ PrefixListId })),
      ...of(permission.UserIdGroupPairs, ({ GroupId, UserId }) => ({
        ReferencedGroupInfo: { GroupId, UserId },
      })),
    ];
  });
}

/** What distinguishes rules of one group and direction; a description does not. */
export function identityOf(rule: Allowance): string {
  return [rule.IpProtocol, rule.FromPort, rule.ToPort, peerOf(rule)].join(' ');
}

/** Whom a rule speaks of. */
export function peerOf(rule: Allowance): string {
  return rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? '';
}

/** The rules as DescribeSecurityGroups gives them: one permission for each protocol and range of ports. */
export function permissionsOf(rules: readonly SecurityGroupRule[]): IpPermission[] {
  const byPorts = new Map<string, Required<Omit<IpPermission, 'FromPort' | 'ToPort'>> & IpPermission>();
  for (const rule of rules) {
    const { IpProtocol, FromPort, ToPort, Description } = rule;
    const key = `${IpProtocol} ${FromPort} ${ToPort}`;
    const permission = byPorts.get(key) ?? {
      IpProtocol,
      ...(IpProtocol !== '-1' && { FromPort, ToPort }),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    };
    byPorts.set(key, permission);
    if (rule.CidrIpv4) permission.IpRanges.push({ CidrIp: rule.CidrIpv4, Description });
    if (rule.CidrIpv6) permission.Ipv6Ranges.push({ CidrIpv6: rule.CidrIpv6, Description });
    if (rule.PrefixListId) permission.PrefixListIds.push({ PrefixListId: rule.PrefixListId, Description });
    if (rule.ReferencedGroupInfo) {
      const { GroupId, UserId } = rule.ReferencedGroupInfo;
      permission.UserIdGroupPairs.push({ GroupId, UserId, Description });
    }
  }
  return [...byPorts.values()];
}

import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { call, type Removal } from '../../kind.ts';
import type { Tie } from '../../thing.ts';

const directions = [
  { name: 'revoke ingress', suffix: 'Ingress', rules: 'inbound rules', member: 'IpPermissions' },
  { name: 'revoke egress', suffix: 'Egress', rules: 'outbound rules', member: 'IpPermissionsEgress' },
] as const;

/** The ids of the other groups that a group's rules name. */
export function groupsNamedBy(group: SecurityGroup): string[] {
  return directions.flatMap(({ member }) => groupsIn(permissionsNaming(group, member)));
}

/** A group that is named by another's rule cannot be deleted until that rule is revoked. */
export function tiesToGroups(group: SecurityGroup): Tie[] {
  const until = new Map(
    directions.flatMap(({ name, member }) =>
      groupsIn(permissionsNaming(group, member)).map((id): [string, string] => [id, name]),
    ),
  );
  return [...until].map(([id, name]) => ({
    to: { kind: 'security group', id },
    bond: 'refers to',
    how: 'names',
    blocks: true,
    until: name,
  }));
}

/** A call for either direction in which the group's rules name others. Its other rules go with the group. */
export function revocations(group: SecurityGroup): Removal[] {
  return directions.flatMap(({ name, suffix, rules, member }) => {
    const IpPermissions = permissionsNaming(group, member);
    if (IpPermissions.length === 0) return [];
    const input = { GroupId: group.GroupId, IpPermissions };
    return [
      {
        name,
        action: 'update' as const,
        reason: `AWS deletes no group that another names, and its ${rules} do`,
        changes: groupsIn(IpPermissions).map((id) => ({ field: rules, from: id })),
        call: call('ec2', `RevokeSecurityGroup${suffix}`, input),
        undo: call('ec2', `AuthorizeSecurityGroup${suffix}`, input),
        goal: ['InvalidPermission.NotFound', 'InvalidGroup.NotFound'],
      },
    ];
  });
}

/** The part of the permissions that names other groups. */
function permissionsNaming(group: SecurityGroup, member: (typeof directions)[number]['member']) {
  return (group[member] ?? []).flatMap(
    ({ IpProtocol, FromPort, ToPort, UserIdGroupPairs = [] }): IpPermission[] => {
      const others = UserIdGroupPairs.filter(({ GroupId }) => GroupId && GroupId !== group.GroupId);
      const ports = { ...(FromPort !== undefined && { FromPort }), ...(ToPort !== undefined && { ToPort }) };
      return others.length > 0 ? [{ IpProtocol, ...ports, UserIdGroupPairs: others }] : [];
    },
  );
}

function groupsIn(permissions: readonly IpPermission[]): string[] {
  const ids = permissions.flatMap(({ UserIdGroupPairs = [] }) =>
    UserIdGroupPairs.flatMap(({ GroupId }) => GroupId ?? []),
  );
  return [...new Set(ids)];
}

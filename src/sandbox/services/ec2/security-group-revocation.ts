import type {
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupEgressCommandOutput,
  RevokeSecurityGroupIngressCommandInput,
  RevokeSecurityGroupIngressCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { find, kinds, missing } from './kinds.ts';
import { buryTags } from './resource-tags.ts';
import { identityOf } from './rule-permissions.ts';
import { allowancesIn, type PermissionInput } from './security-group-rules.ts';
import type { SecurityGroup, SecurityGroupRule } from './state.ts';

export function RevokeSecurityGroupIngress(
  input: RevokeSecurityGroupIngressCommandInput,
  call: Call,
): Answer<RevokeSecurityGroupIngressCommandOutput> {
  return revoke(input, call, false);
}

export function RevokeSecurityGroupEgress(
  input: RevokeSecurityGroupEgressCommandInput,
  call: Call,
): Answer<RevokeSecurityGroupEgressCommandOutput> {
  return revoke(input, call, true);
}

/** Removes the rules that are named by id or described; none where one of them is not there. */
function revoke(
  input: PermissionInput & { SecurityGroupRuleIds?: string[] | undefined },
  { region, now }: Call,
  isEgress: boolean,
): Answer<RevokeSecurityGroupIngressCommandOutput> {
  const group = find(region.ec2.securityGroups, kinds.securityGroup, input.GroupId ?? input.GroupName);
  const rules = [...group.rules.values()].filter(({ IsEgress }) => IsEgress === isEgress);
  const described = allowancesIn(input, region).map((allowance) => {
    const rule = rules.find((known) => identityOf(known) === identityOf(allowance));
    if (rule) return rule;
    const message = 'The specified rule does not exist in this security group.';
    throw new AwsError('InvalidPermission.NotFound', message);
  });
  const revoked = new Set([...named(group, input.SecurityGroupRuleIds ?? [], isEgress), ...described]);
  for (const { SecurityGroupRuleId: id } of revoked) {
    group.rules.delete(id);
    buryTags(region, kinds.securityGroupRule, id, now);
  }
  return {
    Return: true,
    RevokedSecurityGroupRules: [...revoked].map((rule) => ({
      ...{ SecurityGroupRuleId: rule.SecurityGroupRuleId, GroupId: group.id, IsEgress: rule.IsEgress },
      ...{ IpProtocol: rule.IpProtocol, FromPort: rule.FromPort, ToPort: rule.ToPort },
      ...{ CidrIpv4: rule.CidrIpv4, CidrIpv6: rule.CidrIpv6, PrefixListId: rule.PrefixListId },
      ReferencedGroupId: rule.ReferencedGroupInfo?.GroupId,
      Description: rule.Description,
    })),
  };
}

function named(group: SecurityGroup, ids: readonly string[], isEgress: boolean): SecurityGroupRule[] {
  return ids.map((id) => {
    const rule = group.rules.get(id);
    if (rule?.IsEgress === isEgress) return rule;
    throw missing(kinds.securityGroupRule, id);
  });
}

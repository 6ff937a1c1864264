import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupEgressCommandOutput,
  AuthorizeSecurityGroupIngressCommandInput,
  AuthorizeSecurityGroupIngressCommandOutput,
  DescribeSecurityGroupRulesCommandInput,
  DescribeSecurityGroupRulesCommandOutput,
  IpPermission,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { arnOf, find, kinds, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { tagOnCreation, withTags } from './resource-tags.ts';
import { type Allowance, allowancesOf, identityOf, peerOf } from './rule-permissions.ts';
import type { SecurityGroup, SecurityGroupRule } from './state.ts';

export function AuthorizeSecurityGroupIngress(
  input: AuthorizeSecurityGroupIngressCommandInput,
  call: Call,
): Answer<AuthorizeSecurityGroupIngressCommandOutput> {
  return authorize(input, call, false);
}

export function AuthorizeSecurityGroupEgress(
  input: AuthorizeSecurityGroupEgressCommandInput,
  call: Call,
): Answer<AuthorizeSecurityGroupEgressCommandOutput> {
  return authorize(input, call, true);
}

export function DescribeSecurityGroupRules(
  { SecurityGroupRuleIds, ...asked }: DescribeSecurityGroupRulesCommandInput,
  { region }: Call,
): Answer<DescribeSecurityGroupRulesCommandOutput> {
  const rules = [...region.ec2.securityGroups.values()].flatMap((group) => [...group.rules.values()]);
  const { items, nextToken } = list(region, rules, listing, { ids: SecurityGroupRuleIds, ...asked });
  return { SecurityGroupRules: items.map((rule) => shown(region, rule)), NextToken: nextToken };
}

/** Adds a rule to a group. */
export function addRule(
  region: Region,
  group: SecurityGroup,
  isEgress: boolean,
  allowance: Allowance,
): SecurityGroupRule {
  const id = newId(region, kinds.securityGroupRule);
  const rule: SecurityGroupRule = {
    SecurityGroupRuleId: id,
    SecurityGroupRuleArn: arnOf(region, kinds.securityGroupRule, id),
    GroupId: group.id,
    GroupOwnerId: region.accountId,
    IsEgress: isEgress,
    ...allowance,
  };
  group.rules.set(id, rule);
  return rule;
}

/** What a request allows or revokes: a list of permissions, or one that stands in the request itself. */
export interface PermissionInput {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly IpPermissions?: readonly IpPermission[] | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
}

export function allowancesIn(input: PermissionInput, region: Region): Allowance[] {
  const { IpProtocol, FromPort, ToPort, CidrIp } = input;
  const single = IpProtocol === undefined ? [] : [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
  const found = allowancesOf([...(input.IpPermissions ?? []), ...single]);
  return found.map(({ ReferencedGroupInfo: group, ...allowance }) =>
    group
      ? { ...allowance, ReferencedGroupInfo: { ...group, UserId: group.UserId ?? region.accountId } }
      : allowance,
  );
}

function authorize(
  input: PermissionInput & { TagSpecifications?: TagSpecification[] | undefined },
  { region }: Call,
  isEgress: boolean,
): Answer<AuthorizeSecurityGroupIngressCommandOutput> {
  const group = find(region.ec2.securityGroups, kinds.securityGroup, input.GroupId ?? input.GroupName);
  const allowances = allowancesIn(input, region);
  if (allowances.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipPermissions');
  }
  refuseImpossible(region, group, isEgress, allowances);
  const made = allowances.map((allowance) => addRule(region, group, isEgress, allowance));
  for (const { SecurityGroupRuleId } of made) {
    tagOnCreation(region, kinds.securityGroupRule, SecurityGroupRuleId, input.TagSpecifications);
  }
  return { Return: true, SecurityGroupRules: made.map((rule) => shown(region, rule)) };
}

/** Throws, before any rule is made, for one that the group has and for a group that is not there. */
function refuseImpossible(
  region: Region,
  group: SecurityGroup,
  isEgress: boolean,
  allowances: readonly Allowance[],
): void {
  const same = [...group.rules.values()].filter((rule) => rule.IsEgress === isEgress);
  const known = new Set(same.map(identityOf));
  for (const allowance of allowances) {
    const identity = identityOf(allowance);
    if (known.has(identity)) throw duplicate(allowance);
    known.add(identity);
    const referred = allowance.ReferencedGroupInfo?.GroupId;
    if (referred !== undefined) find(region.ec2.securityGroups, kinds.securityGroup, referred);
  }
}

function shown(region: Region, rule: SecurityGroupRule): SecurityGroupRule {
  return withTags(region, rule.SecurityGroupRuleId, rule);
}

function duplicate(allowance: Allowance): AwsError {
  const { IpProtocol, FromPort, ToPort } = allowance;
  const what =
    IpProtocol === '-1' ? 'ALL' : `${IpProtocol.toUpperCase()}, from port: ${FromPort}, to port: ${ToPort}`;
  const message = `the specified rule "peer: ${peerOf(allowance)}, ${what}, ALLOW" already exists`;
  return new AwsError('InvalidPermission.Duplicate', message);
}

const listing: Listing<SecurityGroupRule> = {
  kind: kinds.securityGroupRule,
  idOf: ({ SecurityGroupRuleId }) => SecurityGroupRuleId,
  filters: {
    'group-id': ({ GroupId }) => GroupId,
    'security-group-rule-id': ({ SecurityGroupRuleId }) => SecurityGroupRuleId,
  },
};

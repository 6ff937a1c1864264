import type {
  CreateSecurityGroupCommandInput,
  CreateSecurityGroupCommandOutput,
  DeleteSecurityGroupCommandInput,
  DeleteSecurityGroupCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  SecurityGroup as SdkSecurityGroup,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { someInterface } from './interfaces.ts';
import { arnOf, dependencyViolation, find, invalidValue, kinds, missing, newId } from './kinds.ts';
import { type Listing, list } from './listing.ts';
import { buryTags, tagOnCreation, tagsOf, withTags } from './resource-tags.ts';
import { permissionsOf } from './rule-permissions.ts';
import { addRule } from './security-group-rules.ts';
import type { SecurityGroup, SecurityGroupRule } from './state.ts';

export function CreateSecurityGroup(
  input: CreateSecurityGroupCommandInput,
  call: Call,
): Answer<CreateSecurityGroupCommandOutput> {
  const { region } = call;
  const { GroupName: name = '', VpcId } = input;
  if (VpcId === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user');
  if (name === 'default') throw invalidValue(`Cannot use reserved security group name: ${name}`);
  if (!/^[\w .\-:/()#,@[\]+=&;{}!$*]{1,255}$/.test(name) || name.startsWith('sg-')) {
    throw invalidValue(`Value (${name}) for parameter GroupName is invalid.`);
  }
  const { id } = addSecurityGroup(newId(region, kinds.securityGroup), input, call);
  return {
    GroupId: id,
    SecurityGroupArn: arnOf(region, kinds.securityGroup, id),
    Tags: tagsOf(region, id),
  };
}

/**
 * {@link CreateSecurityGroup} under an id of one's own, for estates whose ids are known beforehand, and for the default
 * group of a VPC, which lets its own members in.
 */
export function addSecurityGroup(
  id: string,
  input: CreateSecurityGroupCommandInput,
  { region }: Call,
): SecurityGroup {
  const { GroupName: name = '', Description: description = '' } = input;
  const { VpcId: vpcId } = find(region.ec2.vpcs, kinds.vpc, input.VpcId);
  const others = [...region.ec2.securityGroups.values()];
  if (others.some((other) => other.vpcId === vpcId && other.name === name)) {
    const message = `The security group '${name}' already exists for VPC '${vpcId}'`;
    throw new AwsError('InvalidGroup.Duplicate', message);
  }
  tagOnCreation(region, kinds.securityGroup, id, input.TagSpecifications);
  const group: SecurityGroup = { id, name, description, vpcId, rules: new Map() };
  region.ec2.securityGroups.set(id, group);
  const anything = { IpProtocol: '-1', FromPort: -1, ToPort: -1 };
  if (name === 'default') {
    const itself = { GroupId: id, UserId: region.accountId };
    addRule(region, group, false, { ...anything, ReferencedGroupInfo: itself });
  }
  addRule(region, group, true, { ...anything, CidrIpv4: '0.0.0.0/0' });
  return group;
}

/** By ids, by names where a VPC filter says which are meant, or all. */
export function DescribeSecurityGroups(
  { GroupIds, GroupNames = [], ...asked }: DescribeSecurityGroupsCommandInput,
  { region }: Call,
): Answer<DescribeSecurityGroupsCommandOutput> {
  // Names are looked up in the default VPC, which an account need not have, and the sandbox's has not.
  const [name] = GroupNames;
  if (name !== undefined) throw missing(kinds.securityGroup, name);
  const groups = region.ec2.securityGroups.values();
  const { items, nextToken } = list(region, groups, listing, { ids: GroupIds, ...asked });
  return {
    SecurityGroups: items.map((group) => withTags(region, group.id, describe(region, group))),
    NextToken: nextToken,
  };
}

/** Deletes a group that nothing uses. Throws CannotDelete for a default group, and DependencyViolation. */
export function DeleteSecurityGroup(
  { GroupId, GroupName }: DeleteSecurityGroupCommandInput,
  { region, now }: Call,
): Answer<DeleteSecurityGroupCommandOutput> {
  const group = find(region.ec2.securityGroups, kinds.securityGroup, GroupId ?? GroupName);
  const { id, name } = group;
  if (name === 'default') {
    const message = `the specified group: "${id}" name: "${name}" cannot be deleted by a user`;
    throw new AwsError('CannotDelete', message);
  }
  if (isReferred(region, id) || someInterface(region, now, ({ groups }) => groups.includes(id))) {
    throw dependencyViolation(`resource ${id} has a dependent object`);
  }
  region.ec2.securityGroups.delete(id);
  buryTags(region, kinds.securityGroup, id, now);
  for (const rule of group.rules.keys()) buryTags(region, kinds.securityGroupRule, rule, now);
  return { Return: true, GroupId: id };
}

/** Whether a rule of another group names the group. */
function isReferred({ ec2 }: Region, id: string): boolean {
  return [...ec2.securityGroups.values()].some(
    (other) =>
      other.id !== id &&
      [...other.rules.values()].some(({ ReferencedGroupInfo }) => ReferencedGroupInfo?.GroupId === id),
  );
}

function describe(region: Region, { id, name, description, vpcId, rules }: SecurityGroup): SdkSecurityGroup {
  const all = [...rules.values()];
  return {
    GroupId: id,
    GroupName: name,
    Description: description,
    VpcId: vpcId,
    OwnerId: region.accountId,
    SecurityGroupArn: arnOf(region, kinds.securityGroup, id),
    IpPermissions: permissionsOf(all.filter(({ IsEgress }) => !IsEgress)),
    IpPermissionsEgress: permissionsOf(all.filter(({ IsEgress }) => IsEgress)),
  };
}

const listing: Listing<SecurityGroup> = {
  kind: kinds.securityGroup,
  idOf: ({ id }) => id,
  filters: {
    'group-id': ({ id }) => id,
    'group-name': ({ name }) => name,
    'vpc-id': ({ vpcId }) => vpcId,
    description: ({ description }) => description,
    ...permissionFilters('ip-permission', false),
    ...permissionFilters('egress.ip-permission', true),
  },
};

function permissionFilters(prefix: string, isEgress: boolean): Listing<SecurityGroup>['filters'] {
  const of = <Value>({ rules }: SecurityGroup, value: (rule: SecurityGroupRule) => Value): Value[] =>
    [...rules.values()].filter(({ IsEgress }) => IsEgress === isEgress).map(value);
  return {
    [`${prefix}.group-id`]: (group) => of(group, (rule) => rule.ReferencedGroupInfo?.GroupId),
    [`${prefix}.cidr`]: (group) => of(group, ({ CidrIpv4 }) => CidrIpv4),
    [`${prefix}.protocol`]: (group) => of(group, ({ IpProtocol }) => IpProtocol),
    [`${prefix}.from-port`]: (group) => of(group, ({ FromPort }) => FromPort),
    [`${prefix}.to-port`]: (group) => of(group, ({ ToPort }) => ToPort),
  };
}

import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  EC2Client,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { groupsNamedBy, revocations, tiesToGroups } from './network/group-rules.ts';
import { interfacesIn } from './network/interfaces.ts';
import { inVpc } from './network/places.ts';
import { tagSpecifications, tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';

/** Security groups. Those that name each other in their rules go all the same: the rules are revoked first. */
export const securityGroup: Kind = {
  name: 'security group',
  types: ['AWS::EC2::SecurityGroup'],
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeNetworkInterfaces'],
  writes: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress', 'ec2:DeleteSecurityGroup'],
  find,
  // The default group goes with its VPC. What its rules name could not go before it: these are revoked all the same.
  remove: (thing) => [
    ...revocations(thing.definition),
    ...(isDefault(thing.definition) ? [] : [deletion(thing)]),
  ],
  operations: {
    ec2: operationsOf(EC2Client, {
      AuthorizeSecurityGroupEgress: AuthorizeSecurityGroupEgressCommand,
      AuthorizeSecurityGroupIngress: AuthorizeSecurityGroupIngressCommand,
      CreateSecurityGroup: CreateSecurityGroupCommand,
      DeleteSecurityGroup: DeleteSecurityGroupCommand,
      RevokeSecurityGroupEgress: RevokeSecurityGroupEgressCommand,
      RevokeSecurityGroupIngress: RevokeSecurityGroupIngressCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(EC2Client);
  const [groups, interfaces] = await Promise.all([
    collect(
      paginateDescribeSecurityGroups({ client, pageSize: 1000 }, {}),
      ({ SecurityGroups }) => SecurityGroups,
    ),
    interfacesIn(search),
  ]);
  const used = new Set([
    ...interfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId)),
    ...groups.flatMap(groupsNamedBy),
  ]);
  return groups.map((group) => {
    const isUsed = used.has(group.GroupId) || isDefault(group);
    return {
      ...thingOf(group, search.region),
      ...(!isUsed && { idle: 'no network interface uses it and no other group names it' }),
    };
  });
}

function thingOf(group: SecurityGroup, region: string): Thing {
  const { GroupId: id = '', GroupName: name = id, SecurityGroupArn: arn, VpcId = '' } = group;
  return {
    kind: 'security group',
    id,
    name,
    ...(arn && { arn }),
    region,
    tags: tagsIn(group.Tags),
    ties: [
      ...(isDefault(group)
        ? tiesTo('vpc', [VpcId], { bond: 'serves', how: 'is the default group of' })
        : inVpc(VpcId)),
      ...tiesToGroups(group),
    ],
    definition: { ...group },
    ...(isDefault(group) && groupsNamedBy(group).length === 0 && { automatic: `vpc ${VpcId}` }),
  };
}

/** The group that comes with a VPC, and which nobody can delete; no other can have its name. */
function isDefault({ GroupName }: SecurityGroup): boolean {
  return GroupName === 'default';
}

/** The interfaces of what was deleted just before may hold the group for some minutes. */
function deletion({ id, name, tags, definition }: Thing): Removal {
  const { Description, VpcId }: SecurityGroup = definition;
  return {
    name: 'delete',
    action: 'delete',
    call: call('ec2', 'DeleteSecurityGroup', { GroupId: id }),
    undo: call('ec2', 'CreateSecurityGroup', {
      GroupName: name,
      Description,
      VpcId,
      ...tagSpecifications('security-group', tags),
    }),
    goal: ['InvalidGroup.NotFound'],
    settles: { errors: ['DependencyViolation'], seconds: 300 },
  };
}

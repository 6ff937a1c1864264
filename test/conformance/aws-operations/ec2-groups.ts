import type { Network } from './ec2.ts';
import { at, type Exercise } from './exercise.ts';

const web = 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=[{CidrIp=0.0.0.0/0,Description=anyone}]';

/** Two security groups of which one lets the other in, and an interface that holds one of them. */
export async function tellGroups(aws: Exercise, network: Network): Promise<void> {
  const [group, other] = [await create(aws, network, ''), await create(aws, network, ': another')];
  await tellInterfaces(aws, network, group);
  await tellRules(aws, group, other);
  await aws.refuses('DeleteSecurityGroup: named by a rule', ['--group-id', other], 'DependencyViolation');
  await aws.answers('DeleteSecurityGroup', ['--group-id', group], { Return: true, GroupId: group });
  await aws.refuses('DeleteSecurityGroup: none', ['--group-id', group], 'InvalidGroup.NotFound');
  await aws.answers('DeleteSecurityGroup: the other', ['--group-id', other], { GroupId: other });
}

async function create(aws: Exercise, { vpc }: Network, what: string): Promise<string> {
  const name = what === '' ? 'cli-web' : 'cli-tasks';
  const words = ['--group-name', name, '--description', 'of the story', '--vpc-id', vpc];
  const made = await aws.answers(`CreateSecurityGroup${what}`, words, { GroupId: /^sg-[0-9a-f]{17}$/ });
  if (what !== '') return at(made, 'GroupId');
  await aws.refuses('CreateSecurityGroup: the same name', words, 'InvalidGroup.Duplicate');
  await aws.answers(
    'DescribeSecurityGroups',
    ['--filters', `Name=vpc-id,Values=${vpc}`, `Name=group-name,Values=cli-*`],
    {
      SecurityGroups: [
        {
          ...{ GroupName: 'cli-web', Description: 'of the story', VpcId: vpc, IpPermissions: [] },
          IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        },
      ],
    },
  );
  const standard = await aws.answers(
    'DescribeSecurityGroups: the default one',
    ['--filters', `Name=vpc-id,Values=${vpc}`, 'Name=group-name,Values=default'],
    { SecurityGroups: [{ GroupName: 'default' }] },
  );
  const id = ['--group-id', at(standard, 'SecurityGroups.0.GroupId')];
  await aws.refuses('DeleteSecurityGroup: the default one', id, 'CannotDelete');
  return at(made, 'GroupId');
}

async function tellRules(aws: Exercise, group: string, other: string): Promise<void> {
  const of = ['--group-id', group];
  const made = await aws.answers('AuthorizeSecurityGroupIngress', [...of, '--ip-permissions', web], {
    Return: true,
    SecurityGroupRules: [
      { GroupId: group, IsEgress: false, IpProtocol: 'tcp', FromPort: 80, CidrIpv4: '0.0.0.0/0' },
    ],
  });
  const again = [...of, '--ip-permissions', web];
  await aws.refuses('AuthorizeSecurityGroupIngress: again', again, 'InvalidPermission.Duplicate');
  const fromOther = [...of, '--protocol', 'tcp', '--port', '8080', '--source-group', other];
  await aws.answers('AuthorizeSecurityGroupIngress: from a group', fromOther, {
    SecurityGroupRules: [{ ReferencedGroupInfo: { GroupId: other }, FromPort: 8080, ToPort: 8080 }],
  });
  const out = [
    ...of,
    '--ip-permissions',
    'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/8}]',
  ];
  await aws.answers('AuthorizeSecurityGroupEgress', out, { SecurityGroupRules: [{ IsEgress: true }] });
  const rule = at(made, 'SecurityGroupRules.0.SecurityGroupRuleId');
  await aws.answers('DescribeSecurityGroupRules', ['--security-group-rule-ids', rule], {
    SecurityGroupRules: [{ SecurityGroupRuleId: rule, GroupId: group, Description: 'anyone' }],
  });
  await aws.answers('RevokeSecurityGroupIngress', again, { Return: true });
  await aws.refuses('RevokeSecurityGroupIngress: none', again, 'InvalidPermission.NotFound');
  await aws.answers('RevokeSecurityGroupEgress', out, { Return: true });
}

async function tellInterfaces(aws: Exercise, { subnet }: Network, group: string): Promise<void> {
  const words = ['--subnet-id', subnet, '--groups', group, '--description', 'of the story'];
  const made = await aws.answers('CreateNetworkInterface', words, {
    NetworkInterface: { SubnetId: subnet, Groups: [{ GroupId: group, GroupName: 'cli-web' }] },
  });
  const id = at(made, 'NetworkInterface.NetworkInterfaceId');
  const inGroup = ['--filters', `Name=group-id,Values=${group}`];
  await aws.answers('DescribeNetworkInterfaces', inGroup, {
    NetworkInterfaces: [{ NetworkInterfaceId: id, Description: 'of the story', InterfaceType: 'interface' }],
  });
  await aws.answers('DeleteNetworkInterface', ['--network-interface-id', id]);
  const gone = 'InvalidNetworkInterfaceID.NotFound';
  await aws.refuses('DeleteNetworkInterface: none', ['--network-interface-id', id], gone);
  await aws.answers('DescribeNetworkInterfaces: none', inGroup, { NetworkInterfaces: [] });
}

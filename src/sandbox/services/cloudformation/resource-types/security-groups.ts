import type { EC2, IpPermission } from '@aws-sdk/client-ec2';
import type { Call } from '../../../service.ts';
import { ec2 } from '../../ec2/index.ts';
import { isMembers, type Value } from '../template/template.ts';
import { ec2Arn, tagSpecifications } from './ec2-arn.ts';
import { inputOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { Properties, ResourceType } from './resource-type.ts';

const ask = requestsTo<EC2>(ec2);

const securityGroup: ResourceType = {
  create(properties, making) {
    const { call } = making;
    const request = {
      GroupName: textOf(properties, 'GroupName') ?? making.uniqueName(),
      Description: textOf(properties, 'GroupDescription'),
      VpcId: textOf(properties, 'VpcId'),
      ...tagSpecifications('security-group', properties, making),
    };
    const { GroupId = '' } = ask('createSecurityGroup', request, call);
    const rules = Array.isArray(properties.SecurityGroupIngress) ? properties.SecurityGroupIngress : [];
    if (rules.length > 0) {
      ask('authorizeSecurityGroupIngress', { GroupId, IpPermissions: rules.map(permission) }, call);
    }
    return GroupId;
  },
  remove(GroupId, { call }) {
    ask('deleteSecurityGroup', { GroupId }, call);
    return true;
  },
  attribute(name, id, call) {
    if (name === 'GroupId' || name === 'Id') return id;
    const [found] = ask('describeSecurityGroups', { GroupIds: [id] }, call).SecurityGroups ?? [];
    return name === 'VpcId' ? found?.VpcId : undefined;
  },
  arn: ec2Arn('security-group'),
};

/** A rule on its own; its physical id is the rule's. CloudFormation gives rules no tags. */
const ingress: ResourceType = {
  create(properties, { call }) {
    const GroupId = textOf(properties, 'GroupId');
    const request = { GroupId, IpPermissions: [permission({ ...properties })] };
    const { SecurityGroupRules: [made] = [] } = ask('authorizeSecurityGroupIngress', request, call);
    return made?.SecurityGroupRuleId ?? '';
  },
  remove(id, { call }) {
    const GroupId = groupOf(id, call);
    if (GroupId) ask('revokeSecurityGroupIngress', { GroupId, SecurityGroupRuleIds: [id] }, call);
    return true;
  },
};

const egress: ResourceType = {
  create(properties, { call }) {
    const GroupId = textOf(properties, 'GroupId');
    const request = { GroupId, IpPermissions: [permission({ ...properties })] };
    const { SecurityGroupRules: [made] = [] } = ask('authorizeSecurityGroupEgress', request, call);
    return made?.SecurityGroupRuleId ?? '';
  },
  remove(id, { call }) {
    const GroupId = groupOf(id, call);
    if (GroupId) ask('revokeSecurityGroupEgress', { GroupId, SecurityGroupRuleIds: [id] }, call);
    return true;
  },
};

function groupOf(ruleId: string, call: Call): string | undefined {
  const found = ask('describeSecurityGroupRules', { SecurityGroupRuleIds: [ruleId] }, call);
  return found.SecurityGroupRules?.[0]?.GroupId;
}

/** A rule as templates write it, flat, in the shape of the API. */
function permission(written: Value): IpPermission {
  const rule: Properties = isMembers(written) ? written : {};
  const { IpProtocol, FromPort, ToPort } = inputOf<IpPermission>(rule);
  const text = (name: string) => textOf(rule, name);
  const Description = text('Description');
  const group = text('SourceSecurityGroupId') ?? text('DestinationSecurityGroupId');
  return {
    IpProtocol: String(IpProtocol),
    FromPort,
    ToPort,
    ...(text('CidrIp') && { IpRanges: [{ CidrIp: text('CidrIp'), Description }] }),
    ...(text('CidrIpv6') && { Ipv6Ranges: [{ CidrIpv6: text('CidrIpv6'), Description }] }),
    ...(group && { UserIdGroupPairs: [{ GroupId: group, Description }] }),
  };
}

export const securityGroupTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::EC2::SecurityGroup': securityGroup,
  'AWS::EC2::SecurityGroupIngress': ingress,
  'AWS::EC2::SecurityGroupEgress': egress,
};

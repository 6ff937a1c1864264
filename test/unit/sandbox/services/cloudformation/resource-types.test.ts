import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2 } from '@aws-sdk/client-ec2';
import type { ECR } from '@aws-sdk/client-ecr';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { IAM } from '@aws-sdk/client-iam';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import type { ServiceDiscovery } from '@aws-sdk/client-servicediscovery';
import { expect, it } from 'vitest';
import { autoScaling } from '../../../../../src/sandbox/services/auto-scaling/index.ts';
import {
  type PlantedResource,
  plantStack,
} from '../../../../../src/sandbox/services/cloudformation/planting.ts';
import { resourceTypes } from '../../../../../src/sandbox/services/cloudformation/resource-types/index.ts';
import { requestsTo } from '../../../../../src/sandbox/services/cloudformation/resource-types/request.ts';
import { cloudwatch } from '../../../../../src/sandbox/services/cloudwatch/index.ts';
import { ec2 } from '../../../../../src/sandbox/services/ec2/index.ts';
import { ecr } from '../../../../../src/sandbox/services/ecr/index.ts';
import { ecs } from '../../../../../src/sandbox/services/ecs/index.ts';
import { elbv2 } from '../../../../../src/sandbox/services/elbv2/index.ts';
import { events } from '../../../../../src/sandbox/services/events/index.ts';
import { iam } from '../../../../../src/sandbox/services/iam/index.ts';
import { logs } from '../../../../../src/sandbox/services/logs/index.ts';
import { scheduler } from '../../../../../src/sandbox/services/scheduler/index.ts';
import { serviceDiscovery } from '../../../../../src/sandbox/services/service-discovery/index.ts';
import { GetResources } from '../../../../../src/sandbox/services/tagging/resources.ts';
import { PracticeWorld } from '../../world/practice-world.ts';
import { shopTemplate } from './shop-template.ts';
import { deleteStack, resourcesOf, statusOf } from './stacks-in-practice.ts';

const ask = {
  autoScaling: requestsTo<AutoScaling>(autoScaling),
  cloudwatch: requestsTo<CloudWatch>(cloudwatch),
  ec2: requestsTo<EC2>(ec2),
  ecr: requestsTo<ECR>(ecr),
  ecs: requestsTo<ECS>(ecs),
  elbv2: requestsTo<ElasticLoadBalancingV2>(elbv2),
  events: requestsTo<EventBridge>(events),
  iam: requestsTo<IAM>(iam),
  logs: requestsTo<CloudWatchLogs>(logs),
  scheduler: requestsTo<Scheduler>(scheduler),
  discovery: requestsTo<ServiceDiscovery>(serviceDiscovery),
};

/** What people make beside what is in the shop's template, each by its own service. */
function extras(practice: PracticeWorld): PlantedResource[] {
  return [...network(practice), ...capacity(practice), ...discovery(practice), ...single(practice)];
}

function network({ call }: PracticeWorld): PlantedResource[] {
  const { VpcId = '' } = ask.ec2('createVpc', { CidrBlock: '10.1.0.0/16' }, call).Vpc ?? {};
  const { SubnetId = '' } = ask.ec2('createSubnet', { VpcId, CidrBlock: '10.1.0.0/24' }, call).Subnet ?? {};
  const group = { GroupName: 'own', Description: 'own', VpcId };
  const { GroupId = '' } = ask.ec2('createSecurityGroup', group, call);
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }];
  const { SecurityGroupRules: [rule] = [] } = ask.ec2(
    'authorizeSecurityGroupEgress',
    { GroupId, IpPermissions },
    call,
  );
  const guest = ask.ec2('createNetworkInterface', { SubnetId, Groups: [GroupId] }, call).NetworkInterface;
  const wanted = {
    VpcId,
    ServiceName: 'com.amazonaws.us-east-1.ecr.api',
    VpcEndpointType: 'Interface' as const,
  };
  const { VpcEndpoint } = ask.ec2('createVpcEndpoint', { ...wanted, SubnetIds: [SubnetId] }, call);
  const balancer = ask.elbv2('createLoadBalancer', { Name: 'own', Subnets: [SubnetId] }, call)
    .LoadBalancers?.[0];
  const LoadBalancerArn = balancer?.LoadBalancerArn ?? '';
  const DefaultActions = [{ Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }];
  const listener = { LoadBalancerArn, Port: 80, Protocol: 'HTTP' as const, DefaultActions };
  const { ListenerArn = '' } = ask.elbv2('createListener', listener, call).Listeners?.[0] ?? {};
  const Conditions = [{ Field: 'path-pattern', Values: ['/a'] }];
  const ruled = ask.elbv2(
    'createRule',
    { ListenerArn, Priority: 1, Conditions, Actions: DefaultActions },
    call,
  );
  return [
    { logicalId: 'OwnVpc', type: 'AWS::EC2::VPC', physicalId: VpcId },
    { logicalId: 'OwnSubnet', type: 'AWS::EC2::Subnet', physicalId: SubnetId, dependsOn: ['OwnVpc'] },
    { logicalId: 'OwnGroup', type: 'AWS::EC2::SecurityGroup', physicalId: GroupId, dependsOn: ['OwnVpc'] },
    of('Egress', 'AWS::EC2::SecurityGroupEgress', rule?.SecurityGroupRuleId, ['OwnGroup']),
    of('Guest', 'AWS::EC2::NetworkInterface', guest?.NetworkInterfaceId, ['OwnSubnet', 'OwnGroup']),
    of('Endpoint', 'AWS::EC2::VPCEndpoint', VpcEndpoint?.VpcEndpointId, ['OwnSubnet']),
    of('OwnBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', LoadBalancerArn, ['OwnSubnet']),
    of('OwnListener', 'AWS::ElasticLoadBalancingV2::Listener', ListenerArn, ['OwnBalancer']),
    of('Rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', ruled.Rules?.[0]?.RuleArn, ['OwnListener']),
  ];
}

function capacity({ call }: PracticeWorld): PlantedResource[] {
  const LaunchTemplateData = { ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.small' as const };
  const made = ask.ec2('createLaunchTemplate', { LaunchTemplateName: 'nodes', LaunchTemplateData }, call);
  const LaunchTemplateId = made.LaunchTemplate?.LaunchTemplateId ?? '';
  const sizes = { MinSize: 1, MaxSize: 2, DesiredCapacity: 1, AvailabilityZones: ['us-east-1a'] };
  const group = { AutoScalingGroupName: 'nodes', LaunchTemplate: { LaunchTemplateId }, ...sizes };
  ask.autoScaling('createAutoScalingGroup', group, call);
  ask.ecs('createCluster', { clusterName: 'nodes' }, call);
  const autoScalingGroupArn = call.region.autoScaling.groups.get('nodes')?.arn;
  ask.ecs(
    'createCapacityProvider',
    { name: 'nodes-cp', autoScalingGroupProvider: { autoScalingGroupArn } },
    call,
  );
  return [
    of('Template', 'AWS::EC2::LaunchTemplate', LaunchTemplateId),
    of('Group', 'AWS::AutoScaling::AutoScalingGroup', 'nodes', ['Template']),
    of('Provider', 'AWS::ECS::CapacityProvider', 'nodes-cp', ['Group']),
    of('Nodes', 'AWS::ECS::Cluster', 'nodes'),
    of('Associations', 'AWS::ECS::ClusterCapacityProviderAssociations', 'nodes', ['Nodes', 'Provider']),
  ];
}

function discovery(practice: PracticeWorld): PlantedResource[] {
  ask.discovery('createHttpNamespace', { Name: 'http' }, practice.call);
  ask.discovery('createPrivateDnsNamespace', { Name: 'shop.local', Vpc: 'vpc-1' }, practice.call);
  practice.pass(60);
  const { Namespaces = [] } = ask.discovery('listNamespaces', {}, practice.call);
  const idOf = (name: string) => Namespaces.find(({ Name }) => Name === name)?.Id;
  const { Service } = ask.discovery(
    'createService',
    { Name: 'web', NamespaceId: idOf('http') },
    practice.call,
  );
  return [
    of('Http', 'AWS::ServiceDiscovery::HttpNamespace', idOf('http')),
    of('Private', 'AWS::ServiceDiscovery::PrivateDnsNamespace', idOf('shop.local')),
    of('Web', 'AWS::ServiceDiscovery::Service', Service?.Id, ['Http']),
  ];
}

function single({ call }: PracticeWorld): PlantedResource[] {
  ask.logs('createLogGroup', { logGroupName: '/ecs/web' }, call);
  ask.ecr('createRepository', { repositoryName: 'web' }, call);
  const alarm = { MetricName: 'm', Namespace: 'shop', Period: 60, Statistic: 'Sum' as const, Threshold: 1 };
  const rest = { EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' as const };
  ask.cloudwatch('putMetricAlarm', { AlarmName: 'high', ...alarm, ...rest }, call);
  ask.events('putRule', { Name: 'nightly', ScheduleExpression: 'rate(1 day)' }, call);
  const Targets = [{ Id: '1', Arn: 'arn:aws:sqs:us-east-1:123456789012:jobs' }];
  ask.events('putTargets', { Rule: 'nightly', Targets }, call);
  const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const Principal = { Service: ['ec2.amazonaws.com', 'scheduler.amazonaws.com'] };
  const trust = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  ask.iam('createRole', { RoleName: 'nodes', AssumeRolePolicyDocument: trust }, call);
  ask.iam('putRolePolicy', { RoleName: 'nodes', PolicyName: 'read', PolicyDocument: policy() }, call);
  ask.iam('createInstanceProfile', { InstanceProfileName: 'nodes' }, call);
  ask.iam('addRoleToInstanceProfile', { InstanceProfileName: 'nodes', RoleName: 'nodes' }, call);
  const target = {
    Arn: 'arn:aws:sqs:us-east-1:123456789012:jobs',
    RoleArn: 'arn:aws:iam::123456789012:role/nodes',
  };
  const window = { FlexibleTimeWindow: { Mode: 'OFF' as const }, ScheduleExpression: 'rate(1 day)' };
  ask.scheduler('createSchedule', { Name: 'weekly', Target: target, ...window }, call);
  return [
    of('Logs', 'AWS::Logs::LogGroup', '/ecs/web'),
    of('Images', 'AWS::ECR::Repository', 'web'),
    of('Alarm', 'AWS::CloudWatch::Alarm', 'high'),
    of('Nightly', 'AWS::Events::Rule', 'nightly'),
    of('Weekly', 'AWS::Scheduler::Schedule', 'weekly'),
    of('NodeRole', 'AWS::IAM::Role', 'nodes'),
    of('Read', 'AWS::IAM::Policy', 'read', ['NodeRole']),
    of('Profile', 'AWS::IAM::InstanceProfile', 'nodes', ['NodeRole']),
  ];
}

function of(logicalId: string, type: string, physicalId = '', dependsOn: string[] = []): PlantedResource {
  return { logicalId, type, physicalId, dependsOn };
}

/** Types that can be found by the tagging API once their stack has marked them. */
const TAGGED = [
  ...['ec2:vpc', 'ec2:subnet', 'ec2:security-group', 'ec2:network-interface', 'ec2:vpc-endpoint'],
  ...['ec2:launch-template', 'ecs:cluster', 'ecs:capacity-provider', 'elasticloadbalancing:loadbalancer'],
  ...['elasticloadbalancing:listener', 'servicediscovery:namespace'],
  ...['servicediscovery:service', 'logs:log-group', 'ecr:repository', 'events:rule'],
];

it('every type goes with its stack, and carries its tags where it takes them', () => {
  const practice = new PracticeWorld({ taggingPageFill: [1] });
  const before = { ...practice.region.ec2 };
  const resources = extras(practice);
  const id = plantStack(practice.call, { name: 'extras', resources });
  const TagFilters = [{ Key: 'aws:cloudformation:stack-id', Values: [id] }];
  const found = GetResources({ TagFilters }, practice.call).ResourceTagMappingList ?? [];
  const kinds = found.map(({ ResourceARN = '' }) => {
    const [, , service, , , rest = '', more] = ResourceARN.split(':');
    return `${service}:${more === undefined ? rest.split('/')[0] : rest}`;
  });
  expect(kinds).toEqual(expect.arrayContaining(TAGGED));
  expect(kinds).not.toContain('cloudwatch:alarm');

  const ruleArn = resources.find(({ logicalId }) => logicalId === 'Rule')?.physicalId ?? '';
  const [ofRule] =
    ask.elbv2('describeTags', { ResourceArns: [ruleArn] }, practice.call).TagDescriptions ?? [];
  expect(ofRule?.Tags).toContainEqual({ Key: 'aws:cloudformation:logical-id', Value: 'Rule' });
  const ofRole = ask.iam('listRoleTags', { RoleName: 'nodes' }, practice.call).Tags;
  expect(ofRole).toContainEqual({ Key: 'aws:cloudformation:logical-id', Value: 'NodeRole' });
  const ofGroups = ask.autoScaling('describeTags', {}, practice.call).Tags;
  expect(ofGroups).toContainEqual(expect.objectContaining({ ResourceId: 'nodes', Value: id }));
  const resourceArn = 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/web';
  const { tags } = ask.logs('listTagsForResource', { resourceArn }, practice.call);
  expect(tags).toMatchObject({ 'aws:cloudformation:logical-id': 'Logs' });

  deleteStack(practice, id, { minutes: 15 });
  expect(
    Object.entries(resourcesOf(practice, id)).filter(([, status]) => status !== 'DELETE_COMPLETE'),
  ).toEqual([]);
  expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  const { region } = practice;
  expect([before.vpcs.size, before.launchTemplates.size, before.networkInterfaces.size]).toEqual([0, 0, 0]);
  expect([
    region.autoScaling.groups.size,
    region.iam.roles.has('nodes'),
    region.elbv2.listeners.size,
  ]).toEqual([...[0, false, 0]]);
  expect(ask.ecs('describeClusters', { clusters: ['nodes'] }, practice.call).clusters?.[0]?.status).toBe(
    'INACTIVE',
  );
  expect(ask.scheduler('listSchedules', {}, practice.call).Schedules).toEqual([]);
  expect(ask.events('listRules', {}, practice.call).Rules).toEqual([]);
  expect(ask.discovery('listNamespaces', {}, practice.call).Namespaces).toEqual([]);
  expect(ask.logs('describeLogGroups', {}, practice.call).logGroups).toEqual([]);
  expect(ask.ecr('describeRepositories', {}, practice.call).repositories).toEqual([]);
});

it('no type is left out of these tests', () => {
  const practice = new PracticeWorld();
  const here = new Set(extras(practice).map(({ type }) => type));
  const missing = [...resourceTypes.keys()].filter((type) => !here.has(type) && !shopTemplate.includes(type));
  expect(missing).toEqual(['AWS::CloudFormation::Stack']);
});

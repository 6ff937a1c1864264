import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { CreateAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/groups.ts';
import { DescribeInstances } from '../../../../../src/sandbox/services/ec2/instances.ts';
import {
  AttachInternetGateway,
  CreateInternetGateway,
  DetachInternetGateway,
} from '../../../../../src/sandbox/services/ec2/internet-gateways.ts';
import { CreateLaunchTemplate } from '../../../../../src/sandbox/services/ec2/launch-templates.ts';
import {
  DeleteNetworkInterface,
  DescribeNetworkInterfaces,
} from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { DeleteSecurityGroup } from '../../../../../src/sandbox/services/ec2/security-groups.ts';
import { DeleteSubnet } from '../../../../../src/sandbox/services/ec2/subnets.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DeleteLoadBalancer } from '../../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import { CreateLoadBalancer } from '../../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { refusal } from '../../world/practice-world.ts';
import { type PracticeNetwork, practiceNetwork } from './practice-network.ts';

const interfaces = ({ practice }: PracticeNetwork): NetworkInterface[] =>
  DescribeNetworkInterfaces({}, practice.call).NetworkInterfaces ?? [];

function createBalancer({ practice, subnets, group }: PracticeNetwork, name = 'web'): string {
  const input = { Name: name, Subnets: [...subnets], SecurityGroups: [group] };
  return CreateLoadBalancer(input, practice.call).LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}

describe('the interfaces of a load balancer', () => {
  it('are one for each subnet, in its security groups, and its own', () => {
    const network = practiceNetwork();
    const arn = createBalancer(network);
    const found = interfaces(network);
    expect(found.map(({ SubnetId }) => SubnetId)).toEqual(network.subnets);
    for (const one of found) {
      expect(one).toMatchObject({
        ...{ Status: 'in-use', RequesterId: 'amazon-elb', RequesterManaged: true },
        Description: `ELB ${arn.split(':loadbalancer/')[1]}`,
        Groups: [{ GroupId: network.group, GroupName: 'web' }],
        Association: { IpOwnerId: 'amazon-elb' },
      });
    }
    const NetworkInterfaceId = found[0]?.NetworkInterfaceId;
    expect(refusal(() => DeleteNetworkInterface({ NetworkInterfaceId }, network.practice.call))).toMatch(
      /^OperationNotPermitted: /,
    );
  });

  it('stay the same ones, and differ from those of another', () => {
    const network = practiceNetwork();
    createBalancer(network);
    const first = interfaces(network);
    createBalancer(network, 'api');
    const all = interfaces(network);
    expect(all.slice(0, 2)).toEqual(first);
    expect(new Set(all.map(({ NetworkInterfaceId }) => NetworkInterfaceId)).size).toBe(4);
  });

  it('hold on to group and subnet for a while after it is gone', () => {
    const network = practiceNetwork({ balancerInterfacesSeconds: 40 });
    const { practice, subnets, group } = network;
    DeleteLoadBalancer({ LoadBalancerArn: createBalancer(network) }, practice.call);
    practice.pass(30);
    expect(interfaces(network)).toHaveLength(2);
    const remove = () => [
      refusal(() => DeleteSecurityGroup({ GroupId: group }, practice.call)),
      refusal(() => DeleteSubnet({ SubnetId: subnets[0] }, practice.call)),
    ];
    expect(remove()).toEqual([
      `DependencyViolation: resource ${group} has a dependent object`,
      `DependencyViolation: The subnet '${subnets[0]}' has dependencies and cannot be deleted.`,
    ]);
    practice.pass(10);
    expect(interfaces(network)).toEqual([]);
    expect(remove()).toEqual(['', '']);
  });

  it('keep the internet gateway attached while they answer on public addresses', () => {
    const network = practiceNetwork({ balancerInterfacesSeconds: 0 });
    const { practice, vpc } = network;
    const { InternetGateway } = CreateInternetGateway({}, practice.call);
    const gateway = { InternetGatewayId: InternetGateway?.InternetGatewayId, VpcId: vpc };
    AttachInternetGateway(gateway, practice.call);
    const arn = createBalancer(network);
    expect(refusal(() => DetachInternetGateway(gateway, practice.call))).toMatch(
      /^DependencyViolation: Network vpc-\w+ has some mapped public address\(es\)/,
    );
    DeleteLoadBalancer({ LoadBalancerArn: arn }, practice.call);
    expect(refusal(() => DetachInternetGateway(gateway, practice.call))).toBe('');
  });
});

describe('the interface of a task', () => {
  function withService(): PracticeNetwork {
    const network = practiceNetwork({ taskStopSeconds: 20 });
    const { practice, subnets, group } = network;
    CreateCluster({ clusterName: 'prod' }, practice.call);
    const containerDefinitions = [{ name: 'web', image: 'web:1' }];
    const definition = { family: 'web', networkMode: 'awsvpc' as const, containerDefinitions };
    RegisterTaskDefinition({ ...definition, cpu: '256', memory: '512' }, practice.call);
    const awsvpcConfiguration = { subnets: [...subnets], securityGroups: [group] };
    CreateService(
      {
        ...{ cluster: 'prod', serviceName: 'web', taskDefinition: 'web', desiredCount: 2 },
        ...{ launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration } },
      },
      practice.call,
    );
    practice.pass(120);
    return network;
  }

  it('is in its subnet and groups, and named after its attachment', () => {
    const network = withService();
    const found = interfaces(network);
    expect(found).toHaveLength(2);
    for (const one of found) {
      expect(one).toMatchObject({ RequesterManaged: true, Groups: [{ GroupId: network.group }] });
      expect(one.Description).toMatch(/^arn:aws:ecs:us-east-1:123456789012:attachment\/[0-9a-f-]{36}$/);
      expect(network.subnets).toContain(one.SubnetId);
    }
    expect(found.map(({ Association }) => Association)).toEqual([undefined, undefined]);
  });

  it('goes when the task has stopped, and not before', () => {
    const network = withService();
    const { practice, group } = network;
    const before = interfaces(network);
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 0 }, practice.call);
    practice.pass(10);
    expect(interfaces(network)).toEqual(before);
    expect(refusal(() => DeleteSecurityGroup({ GroupId: group }, practice.call))).toMatch(
      /^DependencyViolation: /,
    );
    practice.pass(30);
    expect(interfaces(network)).toEqual([]);
  });
});

describe('the interface of an instance', () => {
  it('belongs to the account, is in use, and names the instance', () => {
    const network = practiceNetwork();
    const { practice, subnets, group } = network;
    const data = { InstanceType: 'm6i.large' as const, SecurityGroupIds: [group] };
    CreateLaunchTemplate({ LaunchTemplateName: 'nodes', LaunchTemplateData: data }, practice.call);
    CreateAutoScalingGroup(
      {
        ...{ AutoScalingGroupName: 'nodes', MinSize: 1, MaxSize: 1 },
        LaunchTemplate: { LaunchTemplateName: 'nodes' },
        VPCZoneIdentifier: subnets.join(','),
      },
      practice.call,
    );
    practice.pass(120);
    const running = { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] };
    const [reservation] = DescribeInstances(running, practice.call).Reservations ?? [];
    const [instance] = reservation?.Instances ?? [];
    expect(instance).toMatchObject({ InstanceType: 'm6i.large', SecurityGroups: [{ GroupId: group }] });
    const [found] = interfaces(network);
    expect(found).toMatchObject({
      ...{ Status: 'in-use', RequesterManaged: false },
      Attachment: { InstanceId: instance?.InstanceId },
      NetworkInterfaceId: instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId,
    });
    const { NetworkInterfaceId } = found ?? {};
    expect(refusal(() => DeleteNetworkInterface({ NetworkInterfaceId }, practice.call))).toBe(
      `InvalidParameterValue: Network interface '${NetworkInterfaceId}' is currently in use.`,
    );
  });
});

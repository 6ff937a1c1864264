import { describe, expect, it } from 'vitest';
import { networkInterface } from '../../../../src/cleanup/kinds/network-interface.ts';
import { CreateAutoScalingGroup } from '../../../../src/sandbox/services/auto-scaling/groups.ts';
import { AllocateAddress } from '../../../../src/sandbox/services/ec2/addresses.ts';
import { CreateLaunchTemplate } from '../../../../src/sandbox/services/ec2/launch-templates.ts';
import { CreateNatGateway } from '../../../../src/sandbox/services/ec2/nat-gateways.ts';
import { CreateNetworkInterface } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { CreateVpcEndpoint } from '../../../../src/sandbox/services/ec2/vpc-endpoints.ts';
import { DeleteLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import { inWords, KindPractice } from './kind-practice.ts';
import { balancer, group, network } from './network-estate.ts';

function practiceNetwork() {
  const practice = new KindPractice(networkInterface);
  const places = network(practice);
  return { practice, ...places, web: group(practice, places.vpc, 'web') };
}

describe('network interfaces', () => {
  it('of a load balancer serve it, and hold its groups, its subnets and the gateway', async () => {
    const { practice, vpc, subnets, web } = practiceNetwork();
    const arn = balancer(practice, subnets, [web]);
    const things = await practice.find();
    expect(things).toHaveLength(2);
    expect(things[0]).toMatchObject({ automatic: 'load balancer web' });
    expect(things.map(({ ties }) => inWords(ties))).toEqual(
      subnets.map((subnet) => [
        `serves load balancer ${arn}`,
        `refers to security group ${web}, blocks`,
        `within subnet ${subnet}, blocks`,
        `within vpc ${vpc}, blocks`,
        `refers to internet gateway ${vpc}, blocks`,
      ]),
    );
  });

  it('that a load balancer has left behind are waited for', async () => {
    const { practice, subnets, web } = practiceNetwork();
    const LoadBalancerArn = balancer(practice, subnets, [web]);
    DeleteLoadBalancer({ LoadBalancerArn }, practice.call);
    const [thing] = await practice.find();
    expect(thing && (await practice.remove(thing))).toEqual([]);
    expect(await practice.find()).toEqual([]);
  });

  it('of NAT gateways and endpoints serve these', async () => {
    const { practice, vpc, subnets, web } = practiceNetwork();
    const { AllocationId } = AllocateAddress({}, practice.call);
    const { NatGateway } = CreateNatGateway({ SubnetId: subnets[0], AllocationId }, practice.call);
    const { VpcEndpoint } = CreateVpcEndpoint(
      {
        VpcId: vpc,
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.us-east-1.ecr.api',
        SubnetIds: [subnets[1]],
        SecurityGroupIds: [web],
      },
      practice.call,
    );
    const owners = (await practice.find()).map(({ ties }) => inWords(ties)[0]);
    expect(owners.sort()).toEqual([
      `serves nat gateway ${NatGateway?.NatGatewayId}`,
      `serves vpc endpoint ${VpcEndpoint?.VpcEndpointId}`,
    ]);
  });

  it('of an instance serve its Auto Scaling group', async () => {
    const { practice, subnets } = practiceNetwork();
    CreateLaunchTemplate(
      { LaunchTemplateName: 'node', LaunchTemplateData: { ImageId: 'ami-1' } },
      practice.call,
    );
    CreateAutoScalingGroup(
      {
        AutoScalingGroupName: 'nodes',
        LaunchTemplate: { LaunchTemplateName: 'node' },
        MinSize: 1,
        MaxSize: 1,
        VPCZoneIdentifier: subnets[0],
      },
      practice.call,
    );
    practice.pass(120);
    const [thing] = await practice.find();
    expect(thing?.automatic).toMatch(/^instance i-/);
    expect(inWords(thing?.ties ?? [])[0]).toBe('serves auto scaling group nodes');
  });

  it('that nobody uses are idle and can be deleted', async () => {
    const { practice, subnets, web } = practiceNetwork();
    const asked = { SubnetId: subnets[0], Groups: [web], Description: 'spare' };
    const { NetworkInterface } = CreateNetworkInterface(asked, practice.call);
    const thing = await practice.thing(NetworkInterface?.NetworkInterfaceId ?? '');
    expect(thing.idle).toBe('nothing is attached to it');
    expect(thing.automatic).toBeUndefined();
    await practice.remove(thing);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    const [again] = await practice.find();
    expect(again?.definition).toMatchObject({ Description: 'spare', SubnetId: subnets[0] });
    expect(again?.definition.Groups).toMatchObject([{ GroupId: web }]);
  });

  it('ask for tasks, groups and interfaces once, and find nothing where there is nothing', async () => {
    const practice = new KindPractice(networkInterface);
    expect(await practice.find()).toEqual([]);
    expect(practice.aws.calls.map(({ operation }) => operation).sort()).toEqual([
      'DescribeAutoScalingGroups',
      'DescribeNetworkInterfaces',
      'ListClusters',
    ]);
  });
});

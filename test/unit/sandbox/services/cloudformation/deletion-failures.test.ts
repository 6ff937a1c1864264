import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import type { EC2 } from '@aws-sdk/client-ec2';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { autoScaling } from '../../../../../src/sandbox/services/auto-scaling/index.ts';
import { requestsTo } from '../../../../../src/sandbox/services/cloudformation/resource-types/request.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { ec2 } from '../../../../../src/sandbox/services/ec2/index.ts';
import { DeleteNetworkInterface } from '../../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { elbv2 } from '../../../../../src/sandbox/services/elbv2/index.ts';
import { CreateLoadBalancer } from '../../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { DeleteObject } from '../../../../../src/sandbox/services/s3/deletions.ts';
import { PracticeWorld } from '../../world/practice-world.ts';
import {
  deleteStack,
  eventsOf,
  failed,
  plant,
  reasonOf,
  resourcesOf,
  statusOf,
} from './stacks-in-practice.ts';

const askEc2 = requestsTo<EC2>(ec2);
const askGroups = requestsTo<AutoScaling>(autoScaling);
const askBalancing = requestsTo<ElasticLoadBalancingV2>(elbv2);

describe('a resource that cannot go', () => {
  it('fails the stack in its service’s words, and holds up only what it refers to', () => {
    const practice = new PracticeWorld();
    const id = failed(practice);
    expect(statusOf(practice, id)).toBe(
      'DELETE_FAILED: The following resource(s) failed to delete: [Files]. ',
    );
    expect(resourcesOf(practice, id)).toEqual({
      Jobs: 'CREATE_COMPLETE',
      Notes: 'DELETE_COMPLETE',
      Files: 'DELETE_FAILED',
    });
    expect(reasonOf(practice, id, 'Files')).toMatch(
      /^Resource handler returned message: "The bucket you tried to delete is not empty\. \(Service: S3, Status Code: 409, Request ID: /,
    );
    expect(eventsOf(practice, id)).toContainEqual(
      expect.objectContaining({
        LogicalResourceId: 'Files',
        ResourceStatus: 'DELETE_FAILED',
        ResourceStatusReason: reasonOf(practice, id, 'Files'),
      }),
    );
  });

  it('goes at another try when the hindrance is gone', () => {
    const practice = new PracticeWorld();
    const id = failed(practice);
    DeleteObject({ Bucket: 'files', Key: 'a' }, practice.call);
    deleteStack(practice, id, { minutes: 1 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(resourcesOf(practice, id)).toMatchObject({ Jobs: 'DELETE_COMPLETE', Files: 'DELETE_COMPLETE' });
  });

  it('is left where it is when it is retained, and what it refers to goes', () => {
    const practice = new PracticeWorld();
    const id = failed(practice);
    deleteStack(practice, id, { minutes: 1, RetainResources: ['Files'] });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(resourcesOf(practice, id)).toEqual({
      Jobs: 'DELETE_COMPLETE',
      Notes: 'DELETE_COMPLETE',
      Files: 'DELETE_SKIPPED',
    });
    expect(practice.region.s3.buckets.size).toBe(1);
  });

  it('is left where it is by force, and so is what it refers to', () => {
    const practice = new PracticeWorld();
    const id = failed(practice);
    deleteStack(practice, id, { minutes: 1, DeletionMode: 'FORCE_DELETE_STACK' });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(DescribeStacks({ StackName: id }, practice.call).Stacks?.[0]?.DeletionMode).toBe(
      'FORCE_DELETE_STACK',
    );
    expect(resourcesOf(practice, id)).toEqual({
      Jobs: 'DELETE_SKIPPED',
      Notes: 'DELETE_COMPLETE',
      Files: 'DELETE_SKIPPED',
    });
    expect([practice.region.s3.buckets.size, practice.region.sqs.queues.size]).toEqual([1, 1]);
  });

  it('is a load balancer that is protected', () => {
    const practice = new PracticeWorld();
    const { LoadBalancers } = CreateLoadBalancer({ Name: 'web' }, practice.call);
    const physicalId = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
    const input = { LoadBalancerArn: physicalId, Attributes };
    askBalancing('modifyLoadBalancerAttributes', input, practice.call);
    const type = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
    const id = plant(practice, { resources: [{ logicalId: 'Web', type, physicalId }] });
    deleteStack(practice, id, { minutes: 1 });
    expect(reasonOf(practice, id, 'Web')).toMatch(
      /deletion protection is enabled \(Service: ElasticLoadBalancingV2/,
    );
  });

  it('is tried again for a while where something else holds on to it', () => {
    const practice = new PracticeWorld({ stackRetrySeconds: 120 });
    const { id, interfaceId } = networkWithGuest(practice);
    deleteStack(practice, id, { minutes: 1 });
    expect(resourcesOf(practice, id)).toEqual({ Vpc: 'CREATE_COMPLETE', Subnet: 'DELETE_IN_PROGRESS' });
    DeleteNetworkInterface({ NetworkInterfaceId: interfaceId }, practice.call);
    practice.pass(60);
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });

  it('fails when that while is over', () => {
    const practice = new PracticeWorld({ stackRetrySeconds: 120 });
    const { id } = networkWithGuest(practice);
    deleteStack(practice, id, { minutes: 3 });
    expect(statusOf(practice, id)).toBe(
      'DELETE_FAILED: The following resource(s) failed to delete: [Subnet]. ',
    );
    expect(reasonOf(practice, id, 'Subnet')).toMatch(
      /has dependencies and cannot be deleted\. \(Service: Ec2/,
    );
  });

  it('is one that its service does not get rid of in time', () => {
    const practice = new PracticeWorld({ stackPatienceSeconds: 300 });
    const data = { LaunchTemplateName: 'nodes', LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0' } };
    askEc2('createLaunchTemplate', data, practice.call);
    const sizes = { MinSize: 1, MaxSize: 1, AvailabilityZones: ['us-east-1a'] };
    const LaunchTemplate = { LaunchTemplateName: 'nodes' };
    const how = { LaunchTemplate, NewInstancesProtectedFromScaleIn: true };
    askGroups('createAutoScalingGroup', { AutoScalingGroupName: 'nodes', ...sizes, ...how }, practice.call);
    practice.pass(120);
    const type = 'AWS::AutoScaling::AutoScalingGroup';
    const id = plant(practice, { resources: [{ logicalId: 'Nodes', type, physicalId: 'nodes' }] });
    deleteStack(practice, id, { minutes: 4 });
    expect(resourcesOf(practice, id)).toEqual({ Nodes: 'DELETE_IN_PROGRESS' });
    practice.pass(120);
    expect(reasonOf(practice, id, 'Nodes')).toMatch(/^Resource timed out waiting for completion/);
    expect(statusOf(practice, id)).toMatch(/^DELETE_FAILED/);
  });

  it('is of a type that the sandbox does not know', () => {
    const practice = new PracticeWorld();
    const id = plant(practice, {
      resources: [{ logicalId: 'Thing', type: 'AWS::Lambda::Function', physicalId: 'thing' }],
    });
    deleteStack(practice, id, { minutes: 1 });
    expect(reasonOf(practice, id, 'Thing')).toMatch(/AWS::Lambda::Function is not in the sandbox/);
  });
});

/** A VPC and a subnet in a stack, and in the subnet an interface that is nobody's. */
function networkWithGuest(practice: PracticeWorld): { id: string; interfaceId: string } {
  const { call } = practice;
  const { VpcId = '' } = askEc2('createVpc', { CidrBlock: '10.0.0.0/16' }, call).Vpc ?? {};
  const { SubnetId = '' } = askEc2('createSubnet', { VpcId, CidrBlock: '10.0.0.0/24' }, call).Subnet ?? {};
  const guest = askEc2('createNetworkInterface', { SubnetId }, call).NetworkInterface;
  const id = plant(practice, {
    resources: [
      { logicalId: 'Vpc', type: 'AWS::EC2::VPC', physicalId: VpcId },
      { logicalId: 'Subnet', type: 'AWS::EC2::Subnet', physicalId: SubnetId, dependsOn: ['Vpc'] },
    ],
  });
  return { id, interfaceId: guest?.NetworkInterfaceId ?? '' };
}

import type { EC2 } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { DeleteStack } from '../../../../../src/sandbox/services/cloudformation/delete-stack.ts';
import { requestsTo } from '../../../../../src/sandbox/services/cloudformation/resource-types/request.ts';
import { UpdateTerminationProtection } from '../../../../../src/sandbox/services/cloudformation/stacks.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { ec2 } from '../../../../../src/sandbox/services/ec2/index.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { DeleteObject } from '../../../../../src/sandbox/services/s3/deletions.ts';
import { DeleteQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';
import {
  aFullBucket,
  aQueue,
  deleteStack,
  eventsOf,
  plant,
  reasonOf,
  resourcesOf,
  statusOf,
} from './stacks-in-practice.ts';

const askEc2 = requestsTo<EC2>(ec2);

describe('a deletion', () => {
  it('takes what refers to others first, and tells of each step', () => {
    const practice = new PracticeWorld();
    const [one, two, three] = ['One', 'Two', 'Three'].map((name) => aQueue(practice, name));
    if (!one || !two || !three) throw new Error('no queues');
    const resources = [one, { ...two, dependsOn: ['One'] }, { ...three, dependsOn: ['Two'] }];
    const id = plant(practice, { resources });
    DeleteStack({ StackName: 'shop', ClientRequestToken: 'go' }, practice.call);
    expect(statusOf(practice, id)).toBe('DELETE_IN_PROGRESS: User Initiated');
    practice.pass(10);
    expect(resourcesOf(practice, id)).toEqual({
      One: 'CREATE_COMPLETE',
      Two: 'CREATE_COMPLETE',
      Three: 'DELETE_IN_PROGRESS',
    });
    practice.pass(10);
    expect(resourcesOf(practice, id)).toEqual({
      One: 'CREATE_COMPLETE',
      Two: 'DELETE_IN_PROGRESS',
      Three: 'DELETE_COMPLETE',
    });
    practice.pass(60);
    const told = eventsOf(practice, id).slice(5);
    expect(told.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`)).toEqual([
      'shop DELETE_IN_PROGRESS',
      ...['Three', 'Two', 'One'].flatMap((name) => [`${name} DELETE_IN_PROGRESS`, `${name} DELETE_COMPLETE`]),
      'shop DELETE_COMPLETE',
    ]);
    expect(told.every(({ ClientRequestToken }) => ClientRequestToken === 'go')).toBe(true);
    expect(practice.region.sqs.queues.size).toBe(0);
  });

  it('does many things at a time, and no more than so many', () => {
    const practice = new PracticeWorld({ stackResourcesAtOnce: 3 });
    const resources = ['A', 'B', 'C', 'D'].map((name) => aQueue(practice, name));
    const id = plant(practice, { resources });
    deleteStack(practice, id, { minutes: 0 });
    practice.pass(10);
    const under = Object.values(resourcesOf(practice, id)).filter(
      (status) => status === 'DELETE_IN_PROGRESS',
    );
    expect(under).toHaveLength(3);
  });

  it('counts what somebody has deleted already as deleted', () => {
    const practice = new PracticeWorld();
    const jobs = aQueue(practice, 'Jobs');
    CreateCluster({ clusterName: 'shop' }, practice.call);
    const { VpcId = '' } = askEc2('createVpc', { CidrBlock: '10.0.0.0/16' }, practice.call).Vpc ?? {};
    const id = plant(practice, {
      resources: [
        jobs,
        { logicalId: 'Cluster', type: 'AWS::ECS::Cluster', physicalId: 'shop' },
        { logicalId: 'Vpc', type: 'AWS::EC2::VPC', physicalId: VpcId },
      ],
    });
    DeleteQueue({ QueueUrl: jobs.physicalId }, practice.call);
    askEc2('deleteVpc', { VpcId }, practice.call);
    practice.region.ecs.clusters.clear();
    deleteStack(practice, id, { minutes: 1 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });

  it('of what is not there, or is gone, or is on its way, is a success that does nothing', () => {
    const practice = new PracticeWorld();
    expect(DeleteStack({ StackName: 'nothing' }, practice.call)).toEqual({});
    const id = plant(practice, { resources: [aQueue(practice, 'Jobs')] });
    DeleteStack({ StackName: id }, practice.call);
    const events = eventsOf(practice, id).length;
    DeleteStack({ StackName: id }, practice.call);
    expect(eventsOf(practice, id)).toHaveLength(events);
    practice.pass(60);
    DeleteStack({ StackName: id }, practice.call);
    DeleteStack({ StackName: 'shop' }, practice.call);
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });

  it('leaves what is to be retained, with its tags', () => {
    const practice = new PracticeWorld();
    const kept = (['Retain', 'RetainExceptOnCreate', 'Snapshot'] as const).map((deletionPolicy) => ({
      ...aQueue(practice, deletionPolicy),
      deletionPolicy,
    }));
    const id = plant(practice, { resources: [...kept, aQueue(practice, 'Delete')] });
    deleteStack(practice, id, { minutes: 1 });
    expect(resourcesOf(practice, id)).toEqual({
      Retain: 'DELETE_SKIPPED',
      RetainExceptOnCreate: 'DELETE_SKIPPED',
      Snapshot: 'DELETE_SKIPPED',
      Delete: 'DELETE_COMPLETE',
    });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(practice.region.sqs.queues.get('Retain')?.tags.get('aws:cloudformation:stack-id')).toBe(id);
  });
});

describe('a nested stack', () => {
  function nest(practice: PracticeWorld, inside: ReturnType<typeof aQueue>, terminationProtection = false) {
    const child = plant(practice, { name: 'shop-Inner', resources: [inside] });
    const resources = [{ logicalId: 'Inner', type: 'AWS::CloudFormation::Stack', physicalId: child }];
    return { child, parent: plant(practice, { resources, terminationProtection }) };
  }

  it('goes with the stack that it is in', () => {
    const practice = new PracticeWorld();
    const { child, parent } = nest(practice, aQueue(practice, 'Jobs'));
    expect(DescribeStacks({ StackName: child }, practice.call).Stacks?.[0]).toMatchObject({
      ParentId: parent,
      RootId: parent,
    });
    deleteStack(practice, parent, { minutes: 2 });
    expect([statusOf(practice, child), statusOf(practice, parent)]).toEqual([
      'DELETE_COMPLETE',
      'DELETE_COMPLETE',
    ]);
  });

  it('that fails makes the other fail, and is tried again with it', () => {
    const practice = new PracticeWorld();
    const { child, parent } = nest(practice, aFullBucket(practice));
    deleteStack(practice, parent, { minutes: 2 });
    expect(statusOf(practice, parent)).toMatch(/^DELETE_FAILED: .*\[Inner\]/);
    expect(reasonOf(practice, parent, 'Inner')).toBe(
      `Embedded stack ${child} was not successfully deleted: The following resource(s) failed to delete: [Files]. `,
    );
    DeleteObject({ Bucket: 'files', Key: 'a' }, practice.call);
    deleteStack(practice, parent, { minutes: 2 });
    expect([statusOf(practice, child), statusOf(practice, parent)]).toEqual([
      'DELETE_COMPLETE',
      'DELETE_COMPLETE',
    ]);
  });

  it('is protected by the root, where alone that can be changed', () => {
    const practice = new PracticeWorld();
    const { child, parent } = nest(practice, aQueue(practice, 'Jobs'), true);
    expect(refusal(() => DeleteStack({ StackName: child }, practice.call))).toMatch(
      /TerminationProtection is enabled/,
    );
    const change = (StackName: string) =>
      UpdateTerminationProtection({ StackName, EnableTerminationProtection: false }, practice.call);
    expect(refusal(() => change(child))).toMatch(/cannot be updated on nested stack/);
    expect(change(parent)).toEqual({ StackId: parent });
    deleteStack(practice, parent, { minutes: 2 });
    expect(statusOf(practice, child)).toBe('DELETE_COMPLETE');
  });
});

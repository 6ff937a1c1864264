import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { DeleteStack } from '../../../../../src/sandbox/services/cloudformation/delete-stack.ts';
import {
  type PlantedStack,
  plantStack,
} from '../../../../../src/sandbox/services/cloudformation/planting.ts';
import {
  DescribeStackEvents,
  ListStackResources,
} from '../../../../../src/sandbox/services/cloudformation/resources-read.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { CreateBucket } from '../../../../../src/sandbox/services/s3/buckets.ts';
import { plantObjects } from '../../../../../src/sandbox/services/s3/plant.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import type { PracticeWorld } from '../../world/practice-world.ts';

/** The status of a stack by its id, and the reason for it where there is one. */
export function statusOf(practice: PracticeWorld, id: string): string {
  const [stack] = DescribeStacks({ StackName: id }, practice.call).Stacks ?? [];
  return [stack?.StackStatus, stack?.StackStatusReason].filter((part) => part !== undefined).join(': ');
}

/** The status of each of its resources by logical id. */
export function resourcesOf(practice: PracticeWorld, id: string): Record<string, string | undefined> {
  const { StackResourceSummaries: all = [] } = ListStackResources({ StackName: id }, practice.call);
  return Object.fromEntries(all.map((one) => [one.LogicalResourceId ?? '', one.ResourceStatus]));
}

/** The reason for which a resource is in its status. */
export function reasonOf(practice: PracticeWorld, id: string, logicalId: string): string {
  const { StackResourceSummaries: all = [] } = ListStackResources({ StackName: id }, practice.call);
  return all.find((one) => one.LogicalResourceId === logicalId)?.ResourceStatusReason ?? '';
}

/** What happened to a stack, the oldest first. */
export function eventsOf(practice: PracticeWorld, id: string): StackEvent[] {
  return (DescribeStackEvents({ StackName: id }, practice.call).StackEvents ?? []).toReversed();
}

/** Deletes the stack and lets so many minutes pass. */
export function deleteStack(
  practice: PracticeWorld,
  id: string,
  { minutes = 5, ...how }: Omit<Parameters<typeof DeleteStack>[0], 'StackName'> & { minutes?: number } = {},
): void {
  DeleteStack({ StackName: id, ...how }, practice.call);
  for (let passed = 0; passed < minutes; passed += 1) practice.pass(60);
}

type Planted = Omit<PlantedStack, 'name'> & { name?: string };

/** Plants a stack, named `shop` unless it is named otherwise, and gives its id. */
export function plant(practice: PracticeWorld, planted: Planted): string {
  return plantStack(practice.call, { name: 'shop', ...planted });
}

/** A queue, as a resource of a stack. */
export function aQueue(practice: PracticeWorld, name: string) {
  const physicalId = CreateQueue({ QueueName: name }, practice.call).QueueUrl ?? '';
  return { logicalId: name, type: 'AWS::SQS::Queue', physicalId };
}

/** A bucket with an object in it, which keeps it from being deleted. */
export function aFullBucket(practice: PracticeWorld) {
  CreateBucket({ Bucket: 'files' }, practice.call);
  plantObjects('files', [{ key: 'a', size: 1 }], practice.call);
  return { logicalId: 'Files', type: 'AWS::S3::Bucket', physicalId: 'files' };
}

/** A stack of which the bucket cannot go, and so neither can the queue that the bucket refers to. */
export function failed(practice: PracticeWorld): string {
  const [jobs, notes] = [aQueue(practice, 'Jobs'), aQueue(practice, 'Notes')];
  const id = plant(practice, { resources: [jobs, notes, { ...aFullBucket(practice), dependsOn: ['Jobs'] }] });
  deleteStack(practice, id);
  return id;
}

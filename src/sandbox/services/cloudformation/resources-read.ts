import type {
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput,
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
  GetTemplateCommandInput,
  GetTemplateCommandOutput,
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Answer, Call } from '../../service.ts';
import { page } from '../paging.ts';
import { findStack, invalid, knownStack } from './stack-store.ts';
import type { Resource, Stack } from './state.ts';

const PAGE = 100;

/** Every resource that the stack has or had, a hundred a page; of a deleted stack by its id. */
export function ListStackResources(
  input: ListStackResourcesCommandInput,
  call: Call,
): Answer<ListStackResourcesCommandOutput> {
  const all = shownResources(findStack(call, input.StackName));
  const { items, nextToken } = page(all, input.NextToken, PAGE, invalid('Invalid NextToken'));
  const StackResourceSummaries = items.map(({ updatedAt, ...resource }) => ({
    ...shape(resource),
    LastUpdatedTimestamp: updatedAt,
  }));
  return { StackResourceSummaries, NextToken: nextToken };
}

/** The first hundred resources of the stack, which may be named by a resource that belongs to it. */
export function DescribeStackResources(
  input: DescribeStackResourcesCommandInput,
  call: Call,
): Answer<DescribeStackResourcesCommandOutput> {
  const stack = stackAsked(input, call);
  const wanted = shownResources(stack).filter(
    ({ logicalId }) => input.LogicalResourceId === undefined || logicalId === input.LogicalResourceId,
  );
  const StackResources = wanted.slice(0, PAGE).map(({ updatedAt, ...resource }) => ({
    StackName: stack.name,
    StackId: stack.id,
    ...shape(resource),
    Timestamp: updatedAt,
  }));
  return { StackResources };
}

/** What happened to the stack and its resources, the newest first. */
export function DescribeStackEvents(
  input: DescribeStackEventsCommandInput,
  call: Call,
): Answer<DescribeStackEventsCommandOutput> {
  const stack = knownStack(call, input.StackName);
  if (!stack) throw invalid(`Stack [${input.StackName}] does not exist`);
  const events = stack.events.toReversed();
  const { items, nextToken } = page(events, input.NextToken, PAGE, invalid('Invalid NextToken'));
  return { StackEvents: items, NextToken: nextToken };
}

export function GetTemplate(input: GetTemplateCommandInput, call: Call): Answer<GetTemplateCommandOutput> {
  const { templateBody } = findStack(call, input.StackName);
  return { TemplateBody: templateBody, StagesAvailable: ['Original', 'Processed'] };
}

function stackAsked(
  { StackName: name, PhysicalResourceId: physicalId }: DescribeStackResourcesCommandInput,
  call: Call,
): Stack {
  if ((name === undefined) === (physicalId === undefined)) {
    throw invalid('Either StackName or PhysicalResourceId must be specified, and not both');
  }
  if (physicalId === undefined) return findStack(call, name);
  const owner = [...call.region.cloudformation.stacks.values()].find(
    ({ deletedAt, resources }) => !deletedAt && resources.some((one) => one.physicalId === physicalId),
  );
  if (owner) return owner;
  throw invalid(`Stack for ${physicalId} does not exist`);
}

/** Those that an operation of the stack has come to. */
function shownResources({ resources }: Stack): Resource[] {
  return resources.filter(({ status }) => status !== undefined);
}

function shape(resource: Omit<Resource, 'updatedAt'>): Omit<StackResourceSummary, 'LastUpdatedTimestamp'> {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

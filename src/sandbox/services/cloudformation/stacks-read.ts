import type {
  DescribeStacksCommandInput,
  DescribeStacksCommandOutput,
  ListStacksCommandInput,
  ListStacksCommandOutput,
  Stack as SdkStack,
  StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { page } from '../paging.ts';
import { findStack, invalid, isRemembered, rootOf } from './stack-store.ts';
import type { Stack } from './state.ts';

const PAGE = 100;

/** The stack of that name that is there, or the one of that id even if it was deleted; all that are there without. */
export function DescribeStacks(
  { StackName: name, NextToken }: DescribeStacksCommandInput,
  call: Call,
): Answer<DescribeStacksCommandOutput> {
  const { region } = call;
  if (name !== undefined) return { Stacks: [describe(region, findStack(call, name))] };
  const living = newestFirst(region).filter(({ deletedAt }) => !deletedAt);
  const { items, nextToken } = page(living, NextToken, PAGE, invalid('Invalid NextToken'));
  return { Stacks: items.map((stack) => describe(region, stack)), NextToken: nextToken };
}

/** Every stack that is there or was deleted in the last ninety days, of the statuses asked for. */
export function ListStacks(
  { StackStatusFilter: statuses = [], NextToken }: ListStacksCommandInput,
  { region, now }: Call,
): Answer<ListStacksCommandOutput> {
  const wanted = newestFirst(region)
    .filter((stack) => isRemembered(stack, now))
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status));
  const { items, nextToken } = page(wanted, NextToken, PAGE, invalid('Invalid NextToken'));
  return { StackSummaries: items.map((stack) => summarize(region, stack)), NextToken: nextToken };
}

function newestFirst({ cloudformation }: Region): Stack[] {
  return [...cloudformation.stacks.values()].sort((one, other) => +other.createdAt - +one.createdAt);
}

function describe(region: Region, stack: Stack): SdkStack {
  const { TemplateDescription, ...common } = summarize(region, stack);
  return {
    ...common,
    Description: TemplateDescription,
    Parameters: unlessEmpty(stack.parameters),
    Capabilities: unlessEmpty(stack.capabilities),
    Outputs: unlessEmpty(stack.outputs)?.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    Tags: [...stack.tags],
    RoleARN: stack.roleArn,
    NotificationARNs: [],
    RollbackConfiguration: {},
    DisableRollback: stack.disableRollback,
    EnableTerminationProtection: rootOf(region, stack).terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    DeletionMode: stack.deletionMode,
  };
}

function summarize(region: Region, stack: Stack): StackSummary {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.description,
    CreationTime: stack.createdAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    ParentId: stack.parentId,
    RootId: stack.parentId && rootOf(region, stack).id,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** A list that AWS leaves out where there is nothing in it. */
function unlessEmpty<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

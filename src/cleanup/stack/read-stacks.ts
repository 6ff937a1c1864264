import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  paginateListStacks,
  type StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { isAlive, type Stack, type StackResource } from './subject.ts';
import { retainedIn } from './template.ts';

/** Every stack of the region that AWS knows, those deleted in the last ninety days too. */
export async function listStacks(aws: Aws): Promise<StackSummary[]> {
  const client = aws.client(CloudFormationClient);
  return collect(paginateListStacks({ client }, {}), ({ StackSummaries }) => StackSummaries);
}

/** The stack and all that are nested in it, the outermost first. */
export async function readStackTree(aws: Aws, id: string): Promise<Stack[]> {
  const stack = await readStack(aws, id);
  const nested = stack.resources.filter(
    ({ type, physicalId }) => type === 'AWS::CloudFormation::Stack' && physicalId.startsWith('arn:'),
  );
  const below = await Promise.all(nested.map(({ physicalId }) => readStackTree(aws, physicalId)));
  return [stack, ...below.flat()];
}

async function readStack(aws: Aws, id: string): Promise<Stack> {
  const client = aws.client(CloudFormationClient);
  const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: id }));
  const status = found?.StackStatus ?? 'DELETE_COMPLETE';
  const [listed, retained, failures] = await Promise.all([
    collect(
      paginateListStackResources({ client }, { StackName: id }),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    ),
    isAlive({ status }) ? readRetained(aws, id) : new Set<string>(),
    status === 'DELETE_FAILED' ? readFailures(aws, id) : {},
  ]);
  const resources = listed.map((resource): StackResource => {
    const { LogicalResourceId: logicalId = '', ResourceStatusReason: reason } = resource;
    return {
      stackId: id,
      logicalId,
      type: resource.ResourceType ?? '',
      physicalId: resource.PhysicalResourceId ?? '',
      status: resource.ResourceStatus ?? '',
      ...(reason && { reason }),
      // A stack that is gone has left behind what its policy, or somebody's force, told it to skip.
      retained: retained.has(logicalId) || resource.ResourceStatus === 'DELETE_SKIPPED',
    };
  });
  return {
    id,
    name: found?.StackName ?? id,
    status,
    ...(found?.StackStatusReason && { statusReason: found.StackStatusReason }),
    ...(found?.ParentId && { parentId: found.ParentId }),
    isProtected: found?.EnableTerminationProtection ?? false,
    resources,
    failures,
  };
}

async function readRetained(aws: Aws, id: string): Promise<ReadonlySet<string>> {
  const { TemplateBody } = await aws
    .client(CloudFormationClient)
    .send(new GetTemplateCommand({ StackName: id, TemplateStage: 'Processed' }));
  return retainedIn(TemplateBody ?? '');
}

/** How often AWS has tried in vain to delete each resource. */
async function readFailures(aws: Aws, id: string): Promise<Record<string, number>> {
  const client = aws.client(CloudFormationClient);
  const counts: Record<string, number> = {};
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: id })) {
    for (const { LogicalResourceId: logicalId = '', ResourceStatus } of StackEvents) {
      if (ResourceStatus === 'DELETE_FAILED') counts[logicalId] = (counts[logicalId] ?? 0) + 1;
    }
  }
  return counts;
}

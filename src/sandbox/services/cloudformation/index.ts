import type { Service } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { DeleteStack } from './delete-stack.ts';
import { ListExports, ListImports } from './exports.ts';
import {
  DescribeStackEvents,
  DescribeStackResources,
  GetTemplate,
  ListStackResources,
} from './resources-read.ts';
import { livingStack } from './stack-store.ts';
import { CreateStack, UpdateTerminationProtection } from './stacks.ts';
import { DescribeStacks, ListStacks } from './stacks-read.ts';

export const cloudformation: Service = {
  signingName: 'cloudformation',
  iamPrefix: 'cloudformation',
  sdk: () => import('@aws-sdk/client-cloudformation'),
  handlers: {
    CreateStack,
    DeleteStack,
    DescribeStacks,
    ListStacks,
    ListStackResources,
    DescribeStackResources,
    DescribeStackEvents,
    GetTemplate,
    ListExports,
    ListImports,
    UpdateTerminationProtection,
  },
  resourceOf: (_operation, { StackName: name }, { region }) =>
    typeof name === 'string' ? [livingStack(region, name)?.id ?? anyOf(region, name)] : [],
};

/** What stands for a stack that is not there yet, or no more. */
function anyOf(region: Region, nameOrId: string): string {
  return nameOrId.startsWith('arn:') ? nameOrId : arn(region, 'cloudformation', `stack/${nameOrId}/*`);
}

import {
  type CapacityProvider,
  DescribeCapacityProvidersCommand,
  type DescribeCapacityProvidersCommandOutput,
  ECSClient,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../aws/aws.ts';
import type { Output } from '../plan/operations.ts';
import type { ApiCall } from '../plan/plan.ts';

/**
 * Looks at a capacity provider that is to go. That AWS knows it no more is an answer and no refusal: nothing is
 * described then.
 */
export async function lookAtProvider(aws: Aws, input: ApiCall['input']): Promise<Output> {
  return { ...(await look(aws, input)) };
}

/**
 * The capacity provider of that name, also one that was deleted a while ago, which is INACTIVE.
 * @param cluster the one that it belongs to, without which AWS describes none of managed instances.
 */
export async function describeProvider(
  aws: Aws,
  name: string,
  cluster?: string,
): Promise<CapacityProvider | undefined> {
  const asked = { capacityProviders: [name], ...(cluster !== undefined && { cluster }) };
  return (await look(aws, asked)).capacityProviders?.[0];
}

async function look(aws: Aws, input: ApiCall['input']): Promise<DescribeCapacityProvidersCommandOutput> {
  const output = await aws.client(ECSClient).send(new DescribeCapacityProvidersCommand(input));
  return { ...output, failures: (output.failures ?? []).filter(({ reason }) => reason !== 'MISSING') };
}

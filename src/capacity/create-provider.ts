import {
  CreateCapacityProviderCommand,
  type CreateCapacityProviderCommandInput,
  ECSClient,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../aws/aws.ts';
import { readProviders } from '../ecs/read-providers.ts';
import type { Output } from '../plan/operations.ts';
import type { ApiCall } from '../plan/plan.ts';
import { describeProvider } from './look-at-provider.ts';

/**
 * Makes a capacity provider. AWS has one error for many faults of a request, a taken name among them: where somebody
 * else has just made one of this name for this group, it is there as wanted, and the look that follows says what else
 * differs.
 */
export async function createProvider(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const wanted = input as unknown as CreateCapacityProviderCommandInput;
  try {
    return { ...(await aws.client(ECSClient).send(new CreateCapacityProviderCommand(wanted))) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ClientException') throw error;
    const made = await find(aws, wanted);
    const group = wanted.autoScalingGroupProvider?.autoScalingGroupArn;
    if (!made || made.autoScalingGroupProvider?.autoScalingGroupArn !== group) throw error;
    return { capacityProvider: made };
  }
}

/** One of managed instances is described to who names its cluster. */
async function find(aws: Aws, { name, cluster }: CreateCapacityProviderCommandInput) {
  if (cluster === undefined) return (await readProviders(aws, [])).find((one) => one.name === name);
  const found = await describeProvider(aws, name ?? '', cluster);
  return found?.status === 'INACTIVE' ? undefined : found;
}

import { ECSClient, UpdateServiceCommand, type UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { Failure } from '../../failure.ts';
import type { Output } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';

/**
 * Changes a service, and says by which deployment: that one is to be followed, and not whichever comes first later.
 * @throws Failure `refused` where AWS does not take the strategy.
 */
export async function moveService(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const change = input as unknown as UpdateServiceCommandInput;
  const { service } = await aws
    .client(ECSClient)
    .send(new UpdateServiceCommand(change))
    .catch((error: Error) => {
      throw error.name === 'InvalidParameterException' ? notTaken(change, error) : error;
    });
  const primary = service?.deployments?.find(({ status }) => status === 'PRIMARY');
  return {
    service,
    deployment: primary?.id ?? '',
    since: (primary?.createdAt ?? aws.now()).toISOString(),
  };
}

function notTaken({ service }: UpdateServiceCommandInput, cause: Error): Failure {
  return new Failure(
    'refused',
    `AWS does not take that strategy for service ${service}, and nothing was changed: ` +
      `${cause.message.replace(/\.$/, '')}; where a service cannot move between Fargate and instances, make a second ` +
      'one with the strategy beside it, and delete this one when that runs',
    { cause },
  );
}

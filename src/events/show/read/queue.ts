import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../aws/arn.ts';
import { ask, ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import type { FoundDeadLetters } from '../found-road.ts';

/** IAM actions of {@link readDeadLetters}. */
export const queueReads = ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'] as const;

/** A queue with its policy and how many messages wait in it, those that somebody has taken among them. */
export async function readDeadLetters(aws: Aws, arn: string): Promise<FoundDeadLetters> {
  const { resource = arn, account = '' } = parseArn(arn) ?? {};
  const client = aws.client(SQSClient);
  const queue = await ask(() =>
    ifThere('QueueDoesNotExist', async () => {
      const { QueueUrl } = await client.send(
        new GetQueueUrlCommand({ QueueName: resource, QueueOwnerAWSAccountId: account }),
      );
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      const { Policy: policy, KmsMasterKeyId: key } = Attributes;
      const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
      const waiting = counts.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0);
      return { waiting, ...(policy && { policy }), ...(key && { key }) };
    }),
  );
  return { arn, queue };
}

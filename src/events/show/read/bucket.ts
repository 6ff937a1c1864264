import { GetBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { ask, ifThere, type Told } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { elsewhereIn } from '../../bucket/elsewhere.ts';
import type { FoundBucket } from '../found-road.ts';

/** IAM actions of {@link readBucket}. */
export const bucketReads = ['s3:GetBucketNotification'] as const;

/** Whether a bucket tells EventBridge of its objects. */
export async function readBucket(aws: Aws, name: string): Promise<FoundBucket> {
  try {
    return { name, tells: await readTells(aws, name) };
  } catch (error) {
    const elsewhere = elsewhereIn(error);
    if (!elsewhere) throw error;
    return { name, elsewhere };
  }
}

function readTells(aws: Aws, Bucket: string): Promise<Told<boolean | undefined>> {
  return ask(() =>
    ifThere('NoSuchBucket', async () => {
      const { EventBridgeConfiguration } = await aws
        .client(S3Client)
        .send(new GetBucketNotificationConfigurationCommand({ Bucket }));
      return EventBridgeConfiguration !== undefined;
    }),
  );
}

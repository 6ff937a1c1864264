import { GetBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { ask, ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import type { FoundBucket } from '../found-road.ts';

/** IAM actions of {@link readBucket}. */
export const bucketReads = ['s3:GetBucketNotification'] as const;

/** Whether a bucket tells EventBridge of its objects. */
export async function readBucket(aws: Aws, name: string): Promise<FoundBucket> {
  const tells = await ask(() =>
    ifThere('NoSuchBucket', async () => {
      const { EventBridgeConfiguration } = await aws
        .client(S3Client)
        .send(new GetBucketNotificationConfigurationCommand({ Bucket: name }));
      return EventBridgeConfiguration !== undefined;
    }),
  );
  return { name, tells };
}

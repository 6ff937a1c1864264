import {
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../aws/aws.ts';
import { Failure } from '../../failure.ts';
import { elsewhereIn } from './elsewhere.ts';

/** IAM actions of {@link readBucket}. */
export const bucketReads = ['s3:GetBucketNotification'] as const;

/** What a bucket tells, and whom; AWS replaces it whole. */
export interface FoundBucket {
  readonly name: string;
  readonly notifications: NotificationConfiguration;
}

/**
 * The bucket's notifications.
 * @throws a `not-found` failure, or a `refused` one for a bucket of another region, whose events come to that one's bus.
 */
export async function readBucket(aws: Aws, name: string): Promise<FoundBucket> {
  const client = aws.client(S3Client);
  try {
    const { $metadata: _, ...notifications } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: name }),
    );
    return { name, notifications };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket')
      throw new Failure('not-found', `there is no bucket ${name}`, {
        hint: 'check its name, and the account: aws s3 ls',
        cause: error,
      });
    const elsewhere = elsewhereIn(error);
    if (!elsewhere) throw error;
    const { region } = elsewhere;
    const where = region ?? 'another region';
    throw new Failure('refused', `bucket ${name} is in ${where}, and tells of its uploads there`, {
      hint: `add --region ${region ?? 'with the region of the bucket'}; the cluster has to be in it as well`,
      cause: error,
    });
  }
}

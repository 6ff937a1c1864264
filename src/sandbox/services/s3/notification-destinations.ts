import { policyLets } from '../../iam/resource-policy.ts';
import type { Region } from '../../world/region.ts';
import { functionOfArn } from '../lambda/lookup.ts';
import { mayInvoke } from '../lambda/permissions.ts';
import { isUnderManagedKey, queueOfArn } from '../sqs/lookup.ts';
import { invalid, type NotificationRule } from './notification-rules.ts';
import type { Bucket } from './state.ts';

const S3 = 's3.amazonaws.com';

/**
 * Throws InvalidArgument for a destination that is not there, or whose policy does not let S3 send to it on behalf of the
 * bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function checkDestination(region: Region, bucket: Bucket, rule: NotificationRule): void {
  const [scheme, , service, home] = rule.destination.split(':');
  if (scheme !== 'arn' || service !== rule.service) throw invalid('The ARN could not be parsed');
  if (home !== region.name) {
    throw invalid(
      'The notification destination service region is not valid for the bucket location constraint',
    );
  }
  if (rule.destination.endsWith('.fifo')) {
    throw invalid(`FIFO ${service === 'sqs' ? 'SQS queues' : 'SNS topics'} are not supported.`);
  }
  if (!mayReach[rule.service](region, rule.destination, bucket.arn)) {
    throw invalid('Unable to validate the following destination configurations');
  }
}

type Reach = (region: Region, destination: string, bucketArn: string) => boolean;

const mayReach: Readonly<Record<NotificationRule['service'], Reach>> = {
  sqs(region, destination, bucketArn) {
    const queue = queueOfArn(region, destination);
    if (!queue || isUnderManagedKey(queue)) return false;
    const request = requestOf(region, 'sqs:SendMessage', destination, bucketArn);
    return policyLets(queue.attributes.get('Policy'), request);
  },
  sns(region, destination, bucketArn) {
    const topic = region.sns.topics.get(destination);
    return policyLets(
      topic?.attributes.get('Policy'),
      requestOf(region, 'sns:Publish', destination, bucketArn),
    );
  },
  lambda(region, destination, bucketArn) {
    const invoked = functionOfArn(region, destination);
    return invoked !== undefined && mayInvoke(region, invoked, S3, bucketArn);
  },
};

function requestOf({ accountId }: Region, action: string, resource: string, sourceArn: string) {
  return { service: S3, action, resource, accountId, sourceArn };
}

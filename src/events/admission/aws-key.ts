/**
 * Whether a queue or a topic is encrypted with the key that AWS has made for the service, whose policy lets EventBridge
 * not in and cannot be changed. It is named by its alias, or by the ARN of that.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function isAwsKey(key: string | undefined, service: 'sqs' | 'sns'): boolean {
  return key !== undefined && new RegExp(`(^|:)alias/aws/${service}$`).test(key);
}

import type { HandlerExecutionContext } from '@smithy/types';

/** A call as IAM names it: `ecs` and `DescribeServices`. */
export interface CallName {
  readonly service: string;
  readonly operation: string;
}

/** SDK client → the prefix of its IAM actions. */
export const iamPrefixes: Readonly<Record<string, string>> = {
  ECSClient: 'ecs',
  ApplicationAutoScalingClient: 'application-autoscaling',
  CloudWatchClient: 'cloudwatch',
  ElasticLoadBalancingV2Client: 'elasticloadbalancing',
  SQSClient: 'sqs',
  SNSClient: 'sns',
  LambdaClient: 'lambda',
  STSClient: 'sts',
  CloudFormationClient: 'cloudformation',
  EC2Client: 'ec2',
  CloudWatchLogsClient: 'logs',
  S3Client: 's3',
  ServiceDiscoveryClient: 'servicediscovery',
  SchedulerClient: 'scheduler',
  EventBridgeClient: 'events',
  AutoScalingClient: 'autoscaling',
  ECRClient: 'ecr',
  IAMClient: 'iam',
  ResourceGroupsTaggingAPIClient: 'tag',
};

export function callName({ clientName = '', commandName = '' }: HandlerExecutionContext): CallName {
  return { service: iamPrefixes[clientName] ?? clientName, operation: commandName.replace(/Command$/, '') };
}

/**
 * What S3's actions are called where that is not the operation's name.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const actionsOfS3: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBuckets',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  DeleteObjects: 'DeleteObjectVersion',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
};

/** The IAM action that a call needs: `ecs:DescribeServices`. */
export function actionOf({ service, operation }: CallName): string {
  const action = service === 's3' ? (actionsOfS3[operation] ?? operation) : operation;
  return `${service}:${action}`;
}

/** Whether an operation only looks. One whose verb is not known to look counts as a write. */
export function isRead({ operation }: CallName): boolean {
  return /^(Describe|List|Get|Batch(Get|Check)|Head|Filter|Test|Simulate)/.test(operation);
}

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

/** Whether an operation only looks. One whose verb is not known to look counts as a write. */
export function isRead({ operation }: CallName): boolean {
  return /^(Describe|List|Get|Batch(Get|Check)|Head|Filter|Test|Simulate)/.test(operation);
}

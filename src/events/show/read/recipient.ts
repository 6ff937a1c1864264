import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { parseArn } from '../../../aws/arn.ts';
import { ask, ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import type { FoundRecipient } from '../found-road.ts';
import { readDeadLetters } from './queue.ts';

/** IAM actions of {@link readRecipient}; those of queues are named where they are read. */
export const recipientReads = [
  'sns:GetTopicAttributes',
  'lambda:GetFunctionConfiguration',
  'lambda:GetPolicy',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
] as const;

type Read = (aws: Aws, arn: string) => Promise<FoundRecipient>;

const reads: Readonly<Record<string, Read>> = {
  sns: readTopic,
  sqs: readQueue,
  lambda: readFunction,
  logs: readLogGroup,
};

/** Who may send to what a rule tells; undefined for a service that is not judged. */
export function readRecipient(aws: Aws, arn: string): Promise<FoundRecipient> | undefined {
  return reads[parseArn(arn)?.service ?? '']?.(aws, arn);
}

async function readTopic(aws: Aws, arn: string): Promise<FoundRecipient> {
  const found = await ask(() =>
    ifThere('NotFoundException', async () => {
      const { Attributes = {} } = await aws
        .client(SNSClient)
        .send(new GetTopicAttributesCommand({ TopicArn: arn }));
      return Attributes;
    }),
  );
  if ('refused' in found) return { service: 'sns', policies: found };
  const { Policy, KmsMasterKeyId } = found.value ?? {};
  return {
    service: 'sns',
    policies: { value: found.value && (Policy ? [Policy] : []) },
    ...(KmsMasterKeyId && { key: KmsMasterKeyId }),
  };
}

async function readQueue(aws: Aws, arn: string): Promise<FoundRecipient> {
  const { queue } = await readDeadLetters(aws, arn);
  if ('refused' in queue) return { service: 'sqs', policies: queue };
  const { policy, key } = queue.value ?? {};
  return {
    service: 'sqs',
    policies: { value: queue.value && (policy ? [policy] : []) },
    ...(key && { key }),
  };
}

/** Versions and aliases have policies of their own. */
async function readFunction(aws: Aws, arn: string): Promise<FoundRecipient> {
  const client = aws.client(LambdaClient);
  const missing = 'ResourceNotFoundException';
  const policies = await ask(async () => {
    const found = await ifThere(missing, () =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName: arn })),
    );
    if (!found) return undefined;
    const answer = await ifThere(missing, () => client.send(new GetPolicyCommand({ FunctionName: arn })));
    return answer?.Policy ? [answer.Policy] : [];
  });
  return { service: 'lambda', policies };
}

/** Log groups have no policies: those of the account say who may write to which. */
async function readLogGroup(aws: Aws, arn: string): Promise<FoundRecipient> {
  const client = aws.client(CloudWatchLogsClient);
  const name = arn.replace(/^.*:log-group:/, '').replace(/:\*$/, '');
  const policies = await ask(async () => {
    const groups = await collect(
      paginateDescribeLogGroups({ client, pageSize: 50 }, { logGroupNamePrefix: name }),
      ({ logGroups }) => logGroups,
    );
    if (!groups.some(({ logGroupName }) => logGroupName === name)) return undefined;
    const { resourcePolicies = [] } = await client.send(new DescribeResourcePoliciesCommand({}));
    return resourcePolicies.flatMap(({ policyDocument }) => policyDocument ?? []);
  });
  return { service: 'logs', policies };
}

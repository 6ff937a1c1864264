import { CloudWatchLogsClient, DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parseArn } from '../../aws/arn.ts';
import { ifThere } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import { logPolicyName } from '../on-stop/destinations/log-policy.ts';
import type { FoundResource } from './found-parts.ts';

/** IAM actions of {@link readResource}. */
export const resourceReads = [
  'sns:GetTopicAttributes',
  'sqs:GetQueueUrl',
  'sqs:GetQueueAttributes',
  'lambda:GetPolicy',
  'logs:DescribeResourcePolicies',
] as const;

type Policies = Pick<FoundResource, 'policy' | 'url'>;

const reads: Readonly<
  Record<FoundResource['service'], (aws: Aws, arn: string) => Promise<Policies | undefined>>
> = {
  sns: topicPolicy,
  sqs: queuePolicy,
  lambda: functionPolicy,
  logs: logPolicy,
};

/** What has been let in there, by its policy; undefined for what is gone, or is of another service. */
export async function readResource(aws: Aws, arn: string): Promise<FoundResource | undefined> {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  if (!isKnown(service)) return undefined;
  const found = await reads[service](aws, arn);
  const name = resource.replace(/^(function|log-group):/, '').replace(/:\*$/, '');
  return found && { service, name, arn, ...found };
}

function isKnown(service: string): service is FoundResource['service'] {
  return Object.hasOwn(reads, service);
}

async function topicPolicy(aws: Aws, TopicArn: string): Promise<Policies | undefined> {
  const answer = await ifThere('NotFoundException', () =>
    aws.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn })),
  );
  return answer && policyOf(answer.Attributes?.Policy);
}

async function queuePolicy(aws: Aws, arn: string): Promise<Policies | undefined> {
  const client = aws.client(SQSClient);
  const { resource, account } = parseArn(arn) ?? {};
  const answer = await ifThere('QueueDoesNotExist', () =>
    client.send(new GetQueueUrlCommand({ QueueName: resource, QueueOwnerAWSAccountId: account })),
  );
  const QueueUrl = answer?.QueueUrl;
  if (QueueUrl === undefined) return undefined;
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
  );
  return { ...policyOf(Attributes?.Policy), url: QueueUrl };
}

async function functionPolicy(aws: Aws, FunctionName: string): Promise<Policies | undefined> {
  const answer = await ifThere('ResourceNotFoundException', () =>
    aws.client(LambdaClient).send(new GetPolicyCommand({ FunctionName })),
  );
  return answer && policyOf(answer.Policy);
}

/** One policy has the statements of all of ecsctl's rules. */
async function logPolicy(aws: Aws): Promise<Policies> {
  const { resourcePolicies = [] } = await aws
    .client(CloudWatchLogsClient)
    .send(new DescribeResourcePoliciesCommand({}));
  return policyOf(resourcePolicies.find(({ policyName }) => policyName === logPolicyName)?.policyDocument);
}

function policyOf(policy: string | undefined): Policies {
  return policy ? { policy } : {};
}

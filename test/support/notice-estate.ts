import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from '../../src/aws/aws.ts';

const account = '123456789012';

/** ARNs of what can be told, and of the rest that there is. */
export const arns = {
  cluster: `arn:aws:ecs:us-east-1:${account}:cluster/prod`,
  topic: `arn:aws:sns:us-east-1:${account}:alerts`,
  queue: `arn:aws:sqs:us-east-1:${account}:ends`,
  lambda: `arn:aws:lambda:us-east-1:${account}:function:triage`,
  rule: (name: string) => `arn:aws:events:us-east-1:${account}:rule/${name}`,
};

/**
 * Makes those who can be told: topic `alerts`, queues `ends` and `ends.fifo`, function `triage`, log group
 * `/aws/events/known`; and things that cannot, which are encrypted with keys of AWS or lack a deduplication id.
 */
export async function makeRecipients(aws: Pick<Aws, 'client'>): Promise<void> {
  const sns = aws.client(SNSClient);
  await sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  await sns.send(new CreateTopicCommand({ Name: 'sealed', Attributes: { KmsMasterKeyId: 'alias/aws/sns' } }));
  await sns.send(new CreateTopicCommand({ Name: 'keyed', Attributes: { KmsMasterKeyId: 'alias/ours' } }));
  await sns.send(new CreateTopicCommand({ Name: 'ordered.fifo', Attributes: { FifoTopic: 'true' } }));
  const sqs = aws.client(SQSClient);
  const queue = (QueueName: string, Attributes: Record<string, string> = {}) =>
    sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  await queue('ends');
  await queue('sealed', { KmsMasterKeyId: 'alias/aws/sqs' });
  await queue('ends.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  await queue('bare.fifo', { FifoQueue: 'true' });
  await aws
    .client(CloudWatchLogsClient)
    .send(new CreateLogGroupCommand({ logGroupName: '/aws/events/known' }));
  await makeFunction(aws);
}

/** Makes cluster `prod` with service `web` of family `web`. */
export async function makeService(aws: Pick<Aws, 'client'>): Promise<void> {
  const ecs = aws.client(ECSClient);
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  const containerDefinitions = [{ name: 'app', image: 'nginx', memory: 128 }];
  await ecs.send(new RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions }));
  await ecs.send(
    new CreateServiceCommand({ cluster: 'prod', serviceName: 'web', taskDefinition: 'web', desiredCount: 0 }),
  );
}

async function makeFunction(aws: Pick<Aws, 'client'>): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await aws.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'triage', AssumeRolePolicyDocument }));
  await aws.client(LambdaClient).send(
    new CreateFunctionCommand({
      FunctionName: 'triage',
      Role: `arn:aws:iam::${account}:role/triage`,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Code: { ZipFile: Buffer.from('PK\x03\x04') },
    }),
  );
}

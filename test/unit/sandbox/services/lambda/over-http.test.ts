import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../../src/sandbox/server.ts';
import { iam } from '../../../../../src/sandbox/services/iam/index.ts';
import { lambda as lambdaService } from '../../../../../src/sandbox/services/lambda/index.ts';
import { sns as snsService } from '../../../../../src/sandbox/services/sns/index.ts';
import { World } from '../../../../../src/sandbox/world/world.ts';
import { clientSettings } from '../../wire/small-estate.ts';

let sandbox: Sandbox;
let lambda: LambdaClient;
let sns: SNSClient;

beforeAll(async () => {
  sandbox = await startSandbox({ world: new World(), services: [iam, lambdaService, snsService] });
  lambda = new LambdaClient(clientSettings(sandbox.url));
  sns = new SNSClient(clientSettings(sandbox.url));
  const client = new IAMClient(clientSettings(sandbox.url));
  const Principal = { Service: 'lambda.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await client.send(new CreateRoleCommand({ RoleName: 'alert', AssumeRolePolicyDocument }));
  client.destroy();
});
afterAll(async () => {
  lambda.destroy();
  sns.destroy();
  await sandbox.close();
});

const named = { FunctionName: 'alert' };

describe('a function and a topic over HTTP', () => {
  it('are made, called and described by the clients', async () => {
    const Role = 'arn:aws:iam::123456789012:role/alert';
    const ZipFile = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');
    const code = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile } } as const;
    const { FunctionArn = '' } = await lambda.send(new CreateFunctionCommand({ ...named, ...code, Role }));
    const answer = await lambda.send(new InvokeCommand({ ...named, Payload: Buffer.from('{"말":1}') }));
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.Payload?.transformToString()).toBe('null');
    const later = await lambda.send(new InvokeCommand({ ...named, InvocationType: 'Event' }));
    expect(later.StatusCode).toBe(202);

    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'told' }));
    const statement = { StatementId: 'sns', Action: 'lambda:InvokeFunction', Principal: 'sns.amazonaws.com' };
    await lambda.send(new AddPermissionCommand({ ...named, ...statement, SourceArn: TopicArn }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint: FunctionArn }));
    await sns.send(new PublishCommand({ TopicArn, Message: '작업 실패' }));
    const { invocations } =
      sandbox.world.region(clientSettings(sandbox.url).region).lambda.functions.get('alert') ?? {};
    expect(invocations?.map(({ payload }) => payload).at(-1)).toContain('작업 실패');
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes?.SubscriptionsConfirmed).toBe('1');
  });

  it('take tags and errors as on AWS', async () => {
    const { Configuration } = await lambda.send(new GetFunctionCommand(named));
    const Resource = Configuration?.FunctionArn;
    await lambda.send(new TagResourceCommand({ Resource, Tags: { 팀: '결제', env: 'test' } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['env'] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ 팀: '결제' });
    await lambda.send(new DeleteFunctionCommand(named));
    const gone = lambda.send(new GetFunctionCommand(named));
    await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const TopicArn = 'arn:aws:sns:us-east-1:123456789012:nothing';
    const missing = sns.send(new GetTopicAttributesCommand({ TopicArn }));
    await expect(missing).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

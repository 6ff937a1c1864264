import type { ECR } from '@aws-sdk/client-ecr';
import type { S3 } from '@aws-sdk/client-s3';
import type { CreateQueueCommandInput, SQS } from '@aws-sdk/client-sqs';
import { arn } from '../../../world/arn.ts';
import { ecr } from '../../ecr/index.ts';
import { s3 } from '../../s3/index.ts';
import { sqs } from '../../sqs/index.ts';
import { asText } from '../template/parse.ts';
import type { Value } from '../template/template.ts';
import { tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { Properties, ResourceType } from './resource-type.ts';

const askS3 = requestsTo<S3>(s3);
const askEcr = requestsTo<ECR>(ecr);
const askSqs = requestsTo<SQS>(sqs);

/** A bucket goes only when it is empty. Its physical id is its name. */
const bucket: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const Bucket = textOf(properties, 'BucketName') ?? uniqueName(63).toLowerCase();
    askS3('createBucket', { Bucket }, call);
    askS3('putBucketTagging', { Bucket, Tagging: { TagSet: tagsOf(properties, tags) } }, call);
    return Bucket;
  },
  remove(Bucket, { call }) {
    askS3('deleteBucket', { Bucket }, call);
    return true;
  },
  attribute: (name, id) => ({ Arn: `arn:aws:s3:::${id}`, DomainName: `${id}.s3.amazonaws.com` })[name],
  arn: (name, { region }) => `arn:${region.partition}:s3:::${name}`,
};

/** A repository goes only when it has no images. Its physical id is its name. */
const repository: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const repositoryName = textOf(properties, 'RepositoryName') ?? uniqueName().toLowerCase();
    askEcr('createRepository', { repositoryName, tags: tagsOf(properties, tags) }, call);
    return repositoryName;
  },
  remove(repositoryName, { call }) {
    askEcr('deleteRepository', { repositoryName }, call);
    return true;
  },
  attribute(name, id, { region }) {
    const { accountId, name: regionName } = region;
    const RepositoryUri = `${accountId}.dkr.ecr.${regionName}.amazonaws.com/${id}`;
    return { Arn: arn(region, 'ecr', `repository/${id}`), RepositoryUri }[name];
  },
  arn: (name, { region }) => arn(region, 'ecr', `repository/${name}`),
};

/** Its physical id is its URL. */
const queue: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const QueueName = textOf(properties, 'QueueName') ?? uniqueName(80);
    const Attributes = attributesOf(properties);
    const labels = Object.fromEntries(tagsOf(properties, tags).map(({ Key, Value }) => [Key, Value]));
    return askSqs('createQueue', { QueueName, Attributes, tags: labels }, call).QueueUrl ?? '';
  },
  remove(QueueUrl, { call }) {
    askSqs('deleteQueue', { QueueUrl }, call);
    return true;
  },
  attribute(name, id, { region }) {
    const QueueName = id.slice(id.lastIndexOf('/') + 1);
    return { Arn: arn(region, 'sqs', QueueName), QueueName, QueueUrl: id }[name];
  },
  arn: (id, { region }) => arn(region, 'sqs', id.slice(id.lastIndexOf('/') + 1)),
};

const QUEUE_ATTRIBUTES = [
  ...['VisibilityTimeout', 'DelaySeconds', 'MaximumMessageSize', 'MessageRetentionPeriod'],
  ...['ReceiveMessageWaitTimeSeconds', 'FifoQueue'],
];

function attributesOf(properties: Properties): CreateQueueCommandInput['Attributes'] {
  const given = Object.entries(properties).filter(([name]) => QUEUE_ATTRIBUTES.includes(name));
  return Object.fromEntries(given.map(([name, value]: [string, Value]) => [name, asText(value)]));
}

export const dataTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::ECR::Repository': repository,
  'AWS::SQS::Queue': queue,
};

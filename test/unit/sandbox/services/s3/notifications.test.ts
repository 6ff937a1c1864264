import type { NotificationConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import { PutBucketVersioning } from '../../../../../src/sandbox/services/s3/bucket-configuration.ts';
import { CreateBucket } from '../../../../../src/sandbox/services/s3/buckets.ts';
import { CopyObject } from '../../../../../src/sandbox/services/s3/copies.ts';
import { DeleteObject } from '../../../../../src/sandbox/services/s3/deletions.ts';
import {
  CompleteMultipartUpload,
  CreateMultipartUpload,
  UploadPart,
} from '../../../../../src/sandbox/services/s3/multipart.ts';
import {
  GetBucketNotificationConfiguration,
  PutBucketNotificationConfiguration,
} from '../../../../../src/sandbox/services/s3/notification-configuration.ts';
import { PutObject } from '../../../../../src/sandbox/services/s3/objects.ts';
import { CreateTopic } from '../../../../../src/sandbox/services/sns/topics.ts';
import { CreateQueue, SetQueueAttributes } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const bucket = { Bucket: 'estate' };
const account = 'us-east-1:123456789012';
const queueArn = `arn:aws:sqs:${account}:heard`;
const onOff = { Events: ['s3:ObjectCreated:*' as const] };

function policyFor(Service: string, Condition: object = {}): string {
  const Statement = {
    Effect: 'Allow',
    Principal: { Service },
    Action: 'SQS:*',
    Resource: queueArn,
    Condition,
  };
  return JSON.stringify({ Statement });
}

function put(practice: PracticeWorld, NotificationConfiguration: NotificationConfiguration): void {
  PutBucketNotificationConfiguration({ ...bucket, NotificationConfiguration }, practice.call);
}

/** A bucket, and a queue that hears of all that S3 tells the default bus. */
function worldThatListens(): PracticeWorld {
  const practice = new PracticeWorld();
  CreateBucket(bucket, practice.call);
  const Attributes = { Policy: policyFor('events.amazonaws.com') };
  CreateQueue({ QueueName: 'heard', Attributes }, practice.call);
  PutRule({ Name: 'objects', EventPattern: '{"source":["aws.s3"]}' }, practice.call);
  PutTargets({ Rule: 'objects', Targets: [{ Id: 'queue', Arn: queueArn }] }, practice.call);
  return practice;
}

function heard({ region }: PracticeWorld) {
  const messages = region.sqs.queues.get('heard')?.messages ?? [];
  return messages.map(
    ({ body }) => JSON.parse(body) as Record<string, unknown> & { detail: { object: object } },
  );
}

describe('a bucket that sends its events to EventBridge', () => {
  it('does so only a while after it was told', () => {
    const practice = worldThatListens();
    PutObject({ ...bucket, Key: 'before', Body: '1' }, practice.call);
    put(practice, { EventBridgeConfiguration: {} });
    PutObject({ ...bucket, Key: 'too early', Body: '1' }, practice.call);
    practice.pass(practice.world.rules.bucketNotificationSeconds);
    PutObject({ ...bucket, Key: '주문 "1".csv', Body: 'hello' }, practice.call);
    expect(heard(practice)).toMatchObject([
      {
        ...{ source: 'aws.s3', 'detail-type': 'Object Created', resources: ['arn:aws:s3:::estate'] },
        detail: {
          ...{ version: '0', bucket: { name: 'estate' }, reason: 'PutObject', requester: '123456789012' },
          'source-ip-address': '127.0.0.1',
          object: { key: '주문 "1".csv', size: 5, etag: '5d41402abc4b2a76b9719d911017c592' },
        },
      },
    ]);
    expect(heard(practice)[0]?.detail.object).not.toHaveProperty('version-id');
  });

  it('goes on when it is told again, and is silent at once when it is told no more', () => {
    const practice = worldThatListens();
    put(practice, { EventBridgeConfiguration: {} });
    practice.pass(60);
    put(practice, { EventBridgeConfiguration: {} });
    PutObject({ ...bucket, Key: 'a', Body: '1' }, practice.call);
    put(practice, {});
    PutObject({ ...bucket, Key: 'b', Body: '1' }, practice.call);
    expect(heard(practice)).toHaveLength(1);
    expect(
      GetBucketNotificationConfiguration(bucket, practice.call).EventBridgeConfiguration,
    ).toBeUndefined();
  });

  it('tells how an object came and how it went', () => {
    const practice = worldThatListens();
    put(practice, { EventBridgeConfiguration: {} });
    practice.pass(60);
    const key = { ...bucket, Key: 'big' };
    const { UploadId } = CreateMultipartUpload(key, practice.call);
    const { ETag } = UploadPart({ ...key, UploadId, PartNumber: 1, Body: 'part' }, practice.call);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    CompleteMultipartUpload({ ...key, UploadId, MultipartUpload }, practice.call);
    CopyObject({ ...bucket, Key: 'copy', CopySource: 'estate/big' }, practice.call);
    DeleteObject(key, practice.call);
    DeleteObject(key, practice.call);
    PutBucketVersioning({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }, practice.call);
    const { VersionId } = PutObject({ ...key, Body: '1' }, practice.call);
    DeleteObject(key, practice.call);
    DeleteObject({ ...key, VersionId }, practice.call);
    const marker = { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' };
    const gone = { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' };
    expect(heard(practice).map(({ detail }) => detail)).toMatchObject([
      { reason: 'CompleteMultipartUpload', object: { key: 'big', size: 4 } },
      { reason: 'CopyObject', object: { key: 'copy', size: 4 } },
      { ...gone, object: { key: 'big' } },
      { reason: 'PutObject', object: { 'version-id': VersionId } },
      { ...marker, object: { etag: 'd41d8cd98f00b204e9800998ecf8427e' } },
      { ...gone, object: { 'version-id': VersionId } },
    ]);
    const sequencers = heard(practice).map(
      ({ detail }) => (detail.object as { sequencer: string }).sequencer,
    );
    expect(sequencers).toEqual(sequencers.toSorted());
    expect(new Set(sequencers).size).toBe(6);
  });
});

describe('a notification configuration', () => {
  it('replaces the one before as a whole', () => {
    const practice = worldThatListens();
    const Policy = policyFor('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:estate' } });
    SetQueueAttributes({ QueueUrl: 'heard', Attributes: { Policy } }, practice.call);
    put(practice, { QueueConfigurations: [{ QueueArn: queueArn, ...onOff }], EventBridgeConfiguration: {} });
    const kept = GetBucketNotificationConfiguration(bucket, practice.call);
    expect(kept).toMatchObject({
      QueueConfigurations: [{ Id: expect.any(String), QueueArn: queueArn, ...onOff }],
      EventBridgeConfiguration: {},
    });
    put(practice, { EventBridgeConfiguration: {} });
    expect(GetBucketNotificationConfiguration(bucket, practice.call).QueueConfigurations).toBeUndefined();
  });

  const filtered = (Name: 'prefix' | 'suffix', Value: string) => ({
    Filter: { Key: { FilterRules: [{ Name, Value }] } },
  });
  const toQueue = { QueueArn: queueArn, ...onOff };
  it.each<[string, NotificationConfiguration, RegExp]>([
    ['a queue that does not let S3', { QueueConfigurations: [toQueue] }, /Unable to validate/],
    [
      'no such queue',
      { QueueConfigurations: [{ ...toQueue, QueueArn: `${queueArn}2` }] },
      /Unable to validate/,
    ],
    [
      'a topic with the policy that it begins with',
      { TopicConfigurations: [{ TopicArn: `arn:aws:sns:${account}:told`, ...onOff }] },
      /Unable to validate/,
    ],
    [
      'no such function',
      {
        LambdaFunctionConfigurations: [
          { LambdaFunctionArn: `arn:aws:lambda:${account}:function:f`, ...onOff },
        ],
      },
      /Unable to validate/,
    ],
    ['a FIFO queue', { QueueConfigurations: [{ ...toQueue, QueueArn: `${queueArn}.fifo` }] }, /FIFO/],
    [
      'another region',
      { QueueConfigurations: [{ ...toQueue, QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:heard' }] },
      /region is not valid/,
    ],
    ['no ARN', { QueueConfigurations: [{ ...toQueue, QueueArn: 'heard' }] }, /ARN could not be parsed/],
    [
      'an event that there is not',
      { QueueConfigurations: [{ ...toQueue, Events: ['s3:ObjectMade:*' as 's3:ObjectCreated:*'] }] },
      /event is not supported/,
    ],
    ['two rules for everything', { QueueConfigurations: [toQueue, toQueue] }, /Configurations overlap/],
    [
      'two rules for the same keys',
      { QueueConfigurations: [toQueue, { ...toQueue, ...filtered('prefix', 'in/') }] },
      /ambiguously defined/,
    ],
    [
      'an id twice',
      {
        QueueConfigurations: [
          { ...toQueue, ...filtered('prefix', 'a'), Id: 'x' },
          { ...toQueue, ...filtered('prefix', 'b'), Id: 'x' },
        ],
      },
      /Same ID/,
    ],
  ])('is refused: %s', (_what, configuration, expected) => {
    const practice = worldThatListens();
    CreateTopic({ Name: 'told' }, practice.call);
    const said = refusal(() => put(practice, configuration));
    expect(said).toMatch(/^InvalidArgument: /);
    expect(said).toMatch(expected);
    expect(GetBucketNotificationConfiguration(bucket, practice.call)).toEqual({});
  });

  it('takes rules for keys that begin and end otherwise, whatever their destinations where nobody is to look', () => {
    const practice = worldThatListens();
    const NotificationConfiguration = {
      QueueConfigurations: [
        { ...toQueue, ...filtered('suffix', '.csv') },
        { ...toQueue, ...filtered('suffix', '.json') },
      ],
    };
    const input = { ...bucket, NotificationConfiguration, SkipDestinationValidation: true };
    PutBucketNotificationConfiguration(input, practice.call);
    expect(GetBucketNotificationConfiguration(bucket, practice.call).QueueConfigurations).toHaveLength(2);
  });
});

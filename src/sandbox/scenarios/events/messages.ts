import type { Call } from '../../service.ts';
import { CreateBucket } from '../../services/s3/buckets.ts';
import { PutBucketNotificationConfiguration } from '../../services/s3/notification-configuration.ts';
import { Subscribe } from '../../services/sns/subscriptions.ts';
import { CreateTopic } from '../../services/sns/topics.ts';
import { CreateQueue } from '../../services/sqs/queues.ts';
import { arn } from '../../world/arn.ts';

/** A bucket that tells a search index, by a queue, of all that is put into it. */
export function makeBucket(call: Call, bucket: string): void {
  const queue = makeQueue(call, 'search-index', 's3.amazonaws.com');
  CreateBucket({ Bucket: bucket }, call);
  PutBucketNotificationConfiguration(
    {
      Bucket: bucket,
      NotificationConfiguration: {
        QueueConfigurations: [{ Id: 'search-index', QueueArn: queue, Events: ['s3:ObjectCreated:*'] }],
      },
    },
    call,
  );
}

/** Topic `alerts`, from which messages come into the queue `mailbox`. */
export function makeTopic(call: Call): void {
  const { TopicArn } = CreateTopic({ Name: 'alerts' }, call);
  const Endpoint = makeQueue(call, 'mailbox', 'sns.amazonaws.com');
  Subscribe({ TopicArn, Protocol: 'sqs', Endpoint }, call);
}

/** A queue into which the service may put messages, and its ARN. */
export function makeQueue(call: Call, QueueName: string, service: string): string {
  const queueArn = arn(call.region, 'sqs', QueueName);
  const statement = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  CreateQueue({ QueueName, Attributes: { Policy } }, call);
  return queueArn;
}

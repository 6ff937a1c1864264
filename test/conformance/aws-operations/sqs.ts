import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const queueUrl = /^http:\/\/127\.0\.0\.1:\d+\/\d{12}\/cli-queue$/;
const named = ['--queue-name', 'cli-queue'];
const gone = 'AWS.SimpleQueueService.NonExistentQueue';

export const sqs: Story = {
  service: 'sqs',
  async tell(aws) {
    const url = ['--queue-url', await tellQueues(aws)];
    await tellAttributes(aws, url);
    await tellTags(aws, url);
    await tellMessages(aws, url);
    await aws.answers('DeleteQueue', url);
    await aws.refuses('GetQueueAttributes: no such queue', url, gone);
    await aws.refuses('CreateQueue: at once again', named, 'AWS.SimpleQueueService.QueueDeletedRecently');
  },
};

async function tellQueues(aws: Exercise): Promise<string> {
  const created = await aws.answers('CreateQueue', [...named, '--attributes', 'VisibilityTimeout=45'], {
    QueueUrl: queueUrl,
  });
  const otherwise = [...named, '--attributes', 'VisibilityTimeout=46'];
  await aws.refuses('CreateQueue: otherwise', otherwise, 'QueueAlreadyExists');
  await aws.answers('GetQueueUrl', named, { QueueUrl: queueUrl });
  await aws.refuses('GetQueueUrl: no such queue', ['--queue-name', 'nothing'], gone);
  await aws.answers('ListQueues', ['--queue-name-prefix', 'cli-'], { QueueUrls: [queueUrl] });
  await aws.answers('ListQueues: none', ['--queue-name-prefix', 'nothing']);
  return at(created, 'QueueUrl');
}

async function tellTags(aws: Exercise, url: readonly string[]): Promise<void> {
  await aws.answers('ListQueueTags: none', url);
  await aws.answers('TagQueue', [...url, '--tags', 'env=practice,team=shop']);
  await aws.answers('UntagQueue', [...url, '--tag-keys', 'env']);
  await aws.answers('ListQueueTags', url, { Tags: { team: 'shop' } });
}

async function tellAttributes(aws: Exercise, url: readonly string[]): Promise<void> {
  await aws.answers('SetQueueAttributes', [...url, '--attributes', 'DelaySeconds=0,VisibilityTimeout=60']);
  await aws.answers('GetQueueAttributes', [...url, '--attribute-names', 'All'], {
    Attributes: {
      ...{ QueueArn: /^arn:aws:sqs:us-east-1:\d{12}:cli-queue$/, VisibilityTimeout: '60', DelaySeconds: '0' },
      ...{ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
      ...{ MessageRetentionPeriod: '345600', ReceiveMessageWaitTimeSeconds: '0' },
    },
  });
  await aws.refuses(
    'GetQueueAttributes: no such attribute',
    [...url, '--attribute-names', 'Colour'],
    'InvalidAttributeName',
  );
}

async function tellMessages(aws: Exercise, url: readonly string[]): Promise<void> {
  const body = ['--message-body', '주문 1'];
  await aws.answers('SendMessage', [...url, ...body], {
    MessageId: someText,
    MD5OfMessageBody: /^[0-9a-f]{32}$/,
  });
  const received = await aws.answers('ReceiveMessage', url, {
    Messages: [{ Body: '주문 1', ReceiptHandle: someText, MD5OfBody: /^[0-9a-f]{32}$/ }],
  });
  const handle = ['--receipt-handle', at(received, 'Messages.0.ReceiptHandle')];
  await aws.answers('DeleteMessage', [...url, ...handle]);
  await aws.answers('ReceiveMessage: none', url);
}

import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const TopicArn = /^arn:aws:sns:us-east-1:\d{12}:cli-topic$/;
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:cli-inbox';

export const sns: Story = {
  service: 'sns',
  async tell(aws) {
    const arn = await tellTopics(aws);
    await tellAttributes(aws, arn);
    await tellSubscriptions(aws, arn);
    await tellTags(aws, arn);
    await aws.answers('DeleteTopic', ['--topic-arn', arn]);
    await aws.answers('DeleteTopic: gone already', ['--topic-arn', arn]);
    await aws.refuses('GetTopicAttributes: gone', ['--topic-arn', arn], 'NotFound');
  },
};

async function tellTopics(aws: Exercise): Promise<string> {
  const named = ['--name', 'cli-topic'];
  const created = await aws.answers('CreateTopic', [...named, '--tags', 'Key=env,Value=practice'], {
    TopicArn,
  });
  await aws.answers('CreateTopic: the same again', named, { TopicArn });
  await aws.refuses(
    'CreateTopic: with other tags',
    [...named, '--tags', 'Key=env,Value=other'],
    'InvalidParameter',
  );
  await aws.refuses('CreateTopic: a bad name', ['--name', 'a b'], 'InvalidParameter');
  await aws.answers('ListTopics', [], { Topics: [{ TopicArn }] });
  return at(created, 'TopicArn');
}

async function tellAttributes(aws: Exercise, arn: string): Promise<void> {
  const topic = ['--topic-arn', arn];
  await aws.answers('GetTopicAttributes', topic, {
    Attributes: {
      ...{ TopicArn, Owner: /^\d{12}$/, DisplayName: '', Policy: /__default_statement_ID/ },
      ...{ SubscriptionsConfirmed: '0', SubscriptionsPending: '0', SubscriptionsDeleted: '0' },
      EffectiveDeliveryPolicy: someText,
    },
  });
  const named = [...topic, '--attribute-name'];
  const statement = { Sid: 'rule', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } };
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ ...statement, Action: 'sns:Publish', Resource: arn }],
  });
  await aws.answers('SetTopicAttributes', [...named, 'Policy', '--attribute-value', policy]);
  await aws.refuses(
    'SetTopicAttributes: no such attribute',
    [...named, 'Colour', '--attribute-value', 'red'],
    'InvalidParameter',
  );
  const friend = [...topic, '--label', 'friend'];
  const allowed = ['--aws-account-id', '111122223333', '--action-name', 'Publish'];
  await aws.answers('AddPermission', [...friend, ...allowed]);
  await aws.refuses('AddPermission: the same again', [...friend, ...allowed], 'InvalidParameter');
  await aws.answers('RemovePermission', friend);
  await aws.answers('GetTopicAttributes: with a policy', topic, {
    Attributes: { Policy: /events\.amazonaws\.com/ },
  });
  await aws.refuses(
    'SetTopicAttributes: a policy that is none',
    [...named, 'Policy', '--attribute-value', 'none'],
    'InvalidParameter',
  );
}

async function tellSubscriptions(aws: Exercise, arn: string): Promise<void> {
  const topic = ['--topic-arn', arn];
  const url = await makeInbox(aws, arn);
  const ofQueue = ['--protocol', 'sqs', '--notification-endpoint', queueArn];
  const subscribed = await aws.answers('Subscribe', [...topic, ...ofQueue], {
    SubscriptionArn: /:cli-topic:[0-9a-f-]{36}$/,
  });
  await aws.answers('ListSubscriptionsByTopic', topic, {
    Subscriptions: [{ Protocol: 'sqs', Endpoint: queueArn, TopicArn, Owner: /^\d{12}$/ }],
  });
  await aws.answers('Publish', [...topic, '--message', '작업 실패', '--subject', 'job'], {
    MessageId: someText,
  });
  const received = await aws.prepares('sqs', 'receive-message', '--queue-url', url);
  const body = JSON.parse(at(received, 'Messages.0.Body')) as { Message: string };
  if (body.Message !== '작업 실패') throw new Error(`The queue was given ${JSON.stringify(body)}`);
  await aws.refuses('Publish: no text', [...topic, '--message', ''], 'InvalidParameter');
  await aws.refuses('Publish: no such topic', ['--topic-arn', `${arn}2`, '--message', 'a'], 'NotFound');
  await aws.answers('Unsubscribe', ['--subscription-arn', at(subscribed, 'SubscriptionArn')]);
  await aws.answers('ListSubscriptionsByTopic: none', topic, { Subscriptions: [] });
  await aws.prepares('sqs', 'delete-queue', '--queue-url', url);
  await aws.refuses(
    'Subscribe: no such protocol',
    [...topic, '--protocol', 'pigeon', '--notification-endpoint', 'loft'],
    'InvalidParameter',
  );
}

/** A queue that lets the topic send, and its URL. */
async function makeInbox(aws: Exercise, topicArn: string): Promise<string> {
  const created = await aws.prepares('sqs', 'create-queue', '--queue-name', 'cli-inbox');
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' } },
    ...{ Action: 'sqs:SendMessage', Resource: queueArn },
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const url = at(created, 'QueueUrl');
  const given = ['--queue-url', url, '--attributes', JSON.stringify({ Policy })];
  await aws.prepares('sqs', 'set-queue-attributes', ...given);
  return url;
}

async function tellTags(aws: Exercise, arn: string): Promise<void> {
  const resource = ['--resource-arn', arn];
  await aws.answers('TagResource', [...resource, '--tags', 'Key=팀,Value=결제']);
  await aws.answers('UntagResource', [...resource, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', resource, { Tags: [{ Key: '팀', Value: '결제' }] });
  await aws.refuses('ListTagsForResource: no such topic', ['--resource-arn', `${arn}2`], 'ResourceNotFound');
}

import { describe, expect, it } from 'vitest';
import {
  GetTopicAttributes,
  SetTopicAttributes,
} from '../../../../../src/sandbox/services/sns/attributes.ts';
import { AddPermission, RemovePermission } from '../../../../../src/sandbox/services/sns/permissions.ts';
import { Publish } from '../../../../../src/sandbox/services/sns/publishing.ts';
import {
  ListSubscriptionsByTopic,
  Subscribe,
  Unsubscribe,
} from '../../../../../src/sandbox/services/sns/subscriptions.ts';
import { ListTagsForResource, TagResource } from '../../../../../src/sandbox/services/sns/tags.ts';
import { CreateTopic, DeleteTopic, ListTopics } from '../../../../../src/sandbox/services/sns/topics.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { GetResources } from '../../../../../src/sandbox/services/tagging/resources.ts';
import { TagResources } from '../../../../../src/sandbox/services/tagging/tagging.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:told';
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:inbox';

function worldWithTopic(): PracticeWorld {
  const practice = new PracticeWorld({ taggingPageFill: [1] });
  CreateTopic({ Name: 'told', Tags: [{ Key: 'team', Value: 'shop' }] }, practice.call);
  return practice;
}

function attribute(practice: PracticeWorld, name: string): string {
  return GetTopicAttributes({ TopicArn }, practice.call).Attributes?.[name] ?? '';
}

/** A queue into which SNS may put what comes over the topic, or over another. */
function addInbox(practice: PracticeWorld, source = TopicArn, attributes: Record<string, string> = {}): void {
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' } },
    ...{ Action: 'sqs:SendMessage', Resource: queueArn },
    Condition: { ArnEquals: { 'aws:SourceArn': source } },
  };
  const Policy = JSON.stringify({ Statement: statement });
  CreateQueue({ QueueName: 'inbox', Attributes: { Policy, ...attributes } }, practice.call);
}

function inbox({ region }: PracticeWorld): string[] {
  return region.sqs.queues.get('inbox')?.messages.map(({ body }) => body) ?? [];
}

describe('a topic', () => {
  it('begins with a policy that lets in its owner, and can be given another', () => {
    const practice = worldWithTopic();
    expect(JSON.parse(attribute(practice, 'Policy'))).toMatchObject({
      Statement: [{ Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } } }],
    });
    const Policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: TopicArn }],
    });
    SetTopicAttributes({ TopicArn, AttributeName: 'Policy', AttributeValue: Policy }, practice.call);
    expect(attribute(practice, 'Policy')).toBe(Policy);
    const set = (AttributeName: string, AttributeValue: string) =>
      refusal(() => SetTopicAttributes({ TopicArn, AttributeName, AttributeValue }, practice.call));
    expect(set('Policy', '{"Statement":[{}]}')).toMatch(/^InvalidParameterException: .*Policy/);
    expect(set('Colour', 'red')).toMatch(/^InvalidParameterException: .*AttributeName/);
  });

  it('lets accounts in by statements of their own', () => {
    const practice = worldWithTopic();
    const given = { TopicArn, Label: 'friends', AWSAccountId: ['111122223333'] };
    AddPermission({ ...given, ActionName: ['Publish'] }, practice.call);
    expect(attribute(practice, 'Policy')).toContain('arn:aws:iam::111122223333:root');
    expect(refusal(() => AddPermission({ ...given, ActionName: ['Publish'] }, practice.call))).toMatch(
      /exists/,
    );
    const other = { ...given, Label: 'x', ActionName: ['Fly'] };
    expect(refusal(() => AddPermission(other, practice.call))).toMatch(/out of service scope/);
    RemovePermission({ TopicArn, Label: 'friends' }, practice.call);
    expect(attribute(practice, 'Policy')).not.toContain('111122223333');
    expect(refusal(() => RemovePermission({ TopicArn, Label: 'friends' }, practice.call))).toMatch(
      /^NotFound/,
    );
  });

  it('is made once, unless something else is asked of it', () => {
    const practice = worldWithTopic();
    expect(CreateTopic({ Name: 'told' }, practice.call)).toEqual({ TopicArn });
    const other = { Name: 'told', Attributes: { DisplayName: 'Told' } };
    expect(refusal(() => CreateTopic(other, practice.call))).toMatch(/different attributes/);
    const tagged = { Name: 'told', Tags: [{ Key: 'team', Value: 'jobs' }] };
    expect(refusal(() => CreateTopic(tagged, practice.call))).toMatch(/different tags/);
    expect(refusal(() => CreateTopic({ Name: 'a b' }, practice.call))).toMatch(/Topic Name/);
    expect(refusal(() => CreateTopic({ Name: 'a.fifo' }, practice.call))).toMatch(/Topic Name/);
    expect(ListTopics({}, practice.call).Topics).toEqual([{ TopicArn }]);
  });

  it('is known to the tagging API until it is gone', () => {
    const practice = worldWithTopic();
    TagResource({ ResourceArn: TopicArn, Tags: [{ Key: 'env', Value: 'prod' }] }, practice.call);
    TagResources({ ResourceARNList: [TopicArn], Tags: { by: 'hand' } }, practice.call);
    expect(ListTagsForResource({ ResourceArn: TopicArn }, practice.call).Tags).toHaveLength(3);
    const found = GetResources({ ResourceTypeFilters: ['sns:topic'] }, practice.call);
    expect(found.ResourceTagMappingList).toMatchObject([{ ResourceARN: TopicArn }]);
    DeleteTopic({ TopicArn }, practice.call);
    DeleteTopic({ TopicArn }, practice.call);
    expect(refusal(() => GetTopicAttributes({ TopicArn }, practice.call))).toMatch(/^NotFoundException/);
    expect(refusal(() => ListTagsForResource({ ResourceArn: TopicArn }, practice.call))).toMatch(
      /^ResourceNotF/,
    );
  });
});

describe('a subscription', () => {
  it('of a queue is confirmed at once, of a mailbox when somebody has said yes', () => {
    const practice = worldWithTopic();
    const queue = { TopicArn, Protocol: 'sqs', Endpoint: queueArn };
    const first = Subscribe(queue, practice.call).SubscriptionArn;
    expect(Subscribe(queue, practice.call).SubscriptionArn).toBe(first);
    const mail = { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com' };
    expect(Subscribe(mail, practice.call).SubscriptionArn).toBe('pending confirmation');
    const arns = ListSubscriptionsByTopic({ TopicArn }, practice.call).Subscriptions;
    expect(arns?.map(({ SubscriptionArn }) => SubscriptionArn)).toEqual([first, 'PendingConfirmation']);
    expect([
      attribute(practice, 'SubscriptionsConfirmed'),
      attribute(practice, 'SubscriptionsPending'),
    ]).toEqual(['1', '1']);
    Unsubscribe({ SubscriptionArn: first }, practice.call);
    expect(attribute(practice, 'SubscriptionsDeleted')).toBe('1');
  });

  it.each([
    ['pigeon', 'loft', /does not support/],
    ['sqs', 'inbox', /SQS endpoint ARN/],
    ['lambda', queueArn, /Lambda endpoint ARN/],
    ['email', 'ops', /Email address/],
    ['sqs', `${queueArn}.fifo`, /FIFO/],
  ])('is refused: %s %s', (Protocol, Endpoint, expected) => {
    const practice = worldWithTopic();
    const said = refusal(() => Subscribe({ TopicArn, Protocol, Endpoint }, practice.call));
    expect(said).toMatch(/^InvalidParameterException: /);
    expect(said).toMatch(expected);
  });
});

describe('a message', () => {
  it('reaches the queue with what SNS says about it, or alone', () => {
    const practice = worldWithTopic();
    addInbox(practice);
    Subscribe({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }, practice.call);
    const { MessageId } = Publish({ TopicArn, Message: '작업 실패', Subject: 'job' }, practice.call);
    expect(inbox(practice).map((body) => JSON.parse(body))).toMatchObject([
      { Type: 'Notification', MessageId, TopicArn, Subject: 'job', Message: '작업 실패' },
    ]);
    const raw = worldWithTopic();
    addInbox(raw);
    const Attributes = { RawMessageDelivery: 'true' };
    Subscribe({ TopicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes }, raw.call);
    const Message = JSON.stringify({ default: 'for all', sqs: 'for queues' });
    Publish({ TopicArn, Message, MessageStructure: 'json' }, raw.call);
    expect(inbox(raw)).toEqual(['for queues']);
  });

  it.each<[string, string, Record<string, string>]>([
    ['whose policy speaks of another topic', `${TopicArn}2`, {}],
    ['under the key that AWS manages', TopicArn, { KmsMasterKeyId: 'alias/aws/sqs' }],
  ])('does not reach a queue %s, and nobody hears of it', (_what, source, attributes) => {
    const practice = worldWithTopic();
    addInbox(practice, source, attributes);
    Subscribe({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }, practice.call);
    expect(Publish({ TopicArn, Message: 'hello' }, practice.call).MessageId).toBeDefined();
    expect(inbox(practice)).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['no text', { Message: '' }, /Empty message/],
    ['a subject of two lines', { Message: 'a', Subject: 'a\nb' }, /Subject/],
    ['no text for the others', { Message: '{"sqs":"a"}', MessageStructure: 'json' }, /No default entry/],
    ['no such topic', { TopicArn: `${TopicArn}2`, Message: 'a' }, /^NotFoundException/],
    ['no topic at all', { TopicArn: 'told', Message: 'a' }, /TopicArn/],
  ])('is refused: %s', (_what, input, expected) => {
    const practice = worldWithTopic();
    const given = { TopicArn, Message: '', ...input };
    expect(refusal(() => Publish(given, practice.call))).toMatch(expected);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeleteMessage,
  ReceiveMessage,
  SendMessage,
} from '../../../../../src/sandbox/services/sqs/messages.ts';
import {
  CreateQueue,
  DeleteQueue,
  GetQueueAttributes,
  GetQueueUrl,
  ListQueues,
  SetQueueAttributes,
} from '../../../../../src/sandbox/services/sqs/queues.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

let practice: PracticeWorld;
let QueueUrl = '';

beforeEach(() => {
  practice = worldWithWeb(1);
  QueueUrl = CreateQueue({ QueueName: 'jobs' }, practice.call).QueueUrl ?? '';
});

function counts() {
  const { Attributes } = GetQueueAttributes({ QueueUrl, AttributeNames: ['All'] }, practice.call);
  return [
    Attributes?.ApproximateNumberOfMessages,
    Attributes?.ApproximateNumberOfMessagesNotVisible,
    Attributes?.ApproximateNumberOfMessagesDelayed,
  ];
}

describe('a queue', () => {
  it('is found by its name at the place where the client asked', () => {
    expect(QueueUrl).toBe('http://127.0.0.1:1/123456789012/jobs');
    expect(GetQueueUrl({ QueueName: 'jobs' }, practice.call).QueueUrl).toBe(QueueUrl);
    expect(ListQueues({ QueueNamePrefix: 'jo' }, practice.call).QueueUrls).toEqual([QueueUrl]);
    expect(refusal(() => GetQueueUrl({ QueueName: 'nope' }, practice.call))).toMatch(/^QueueDoesNotExist: /);
  });

  it('gives only the attributes that are asked for', () => {
    const one = GetQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] }, practice.call);
    expect(one.Attributes).toEqual({ QueueArn: 'arn:aws:sqs:us-east-1:123456789012:jobs' });
    expect(GetQueueAttributes({ QueueUrl }, practice.call).Attributes).toBeUndefined();
  });

  it('hides a message that was received until its time is up or it is deleted', () => {
    SendMessage({ QueueUrl, MessageBody: 'paint it' }, practice.call);
    const all = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const] };
    const receive = () => ReceiveMessage({ QueueUrl, ...all }, practice.call).Messages;
    expect(receive()?.map(({ Body }) => Body)).toEqual(['paint it']);
    expect(counts()).toEqual(['0', '1', '0']);
    expect(receive()).toBeUndefined();
    practice.pass(31);
    const [again] = receive() ?? [];
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    DeleteMessage({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }, practice.call);
    practice.pass(60);
    expect(counts()).toEqual(['0', '0', '0']);
  });

  it('grows when more arrives than is worked off, and shrinks when more tasks work', () => {
    practice.region.demand.set('prod/web', {
      kind: 'messages',
      queue: 'jobs',
      rate: () => 3,
      messagesPerTask: 1,
      idleCpu: 1,
      busyCpu: 80,
      idleMemory: 1,
      busyMemory: 1,
    });
    practice.pass(600);
    expect(counts()).toEqual(['1200', '1', '0']);
    practice.service().desiredCount = 5;
    practice.service().steadySince = undefined;
    practice.pass(120);
    const [before] = counts();
    practice.pass(120);
    expect(Number(before) - Number(counts()[0])).toBe(240);
    practice.pass(1200);
    expect(counts()[0]).toBe('0');
  });
});

describe('a queue that is there', () => {
  it.each<[string, Record<string, string>, string]>([
    ['nothing else', {}, ''],
    ['what it has', { VisibilityTimeout: '45', DelaySeconds: '0' }, ''],
    ['another time', { VisibilityTimeout: '46' }, 'attribute VisibilityTimeout'],
    ['what it has not', { KmsMasterKeyId: 'alias/own' }, 'attribute KmsMasterKeyId'],
  ])('can be made again with %s: %o', (_what, Attributes, named) => {
    const make = (attributes: Record<string, string>) =>
      CreateQueue({ QueueName: 'slow', Attributes: attributes }, practice.call);
    make({ VisibilityTimeout: '45' });
    const refused = refusal(() => make(Attributes));
    if (named === '') expect(refused).toBe('');
    else expect(refused).toMatch(new RegExp(`^QueueNameExists: .* ${named}$`));
  });

  it('keeps no message longer than it should', () => {
    const Attributes = { MessageRetentionPeriod: '60' };
    const url = CreateQueue({ QueueName: 'short', Attributes }, practice.call).QueueUrl;
    const count = () =>
      GetQueueAttributes({ QueueUrl: url, AttributeNames: ['All'] }, practice.call).Attributes
        ?.ApproximateNumberOfMessages;
    SendMessage({ QueueUrl: url, MessageBody: 'one' }, practice.call);
    practice.pass(59);
    expect(count()).toBe('1');
    practice.pass(1);
    expect(count()).toBe('0');
    SendMessage({ QueueUrl: url, MessageBody: 'two' }, practice.call);
    practice.pass(60);
    expect(ReceiveMessage({ QueueUrl: url }, practice.call).Messages).toBeUndefined();
  });

  it('holds messages back as long as it says, or as the message does', () => {
    SetQueueAttributes({ QueueUrl, Attributes: { DelaySeconds: '60' } }, practice.call);
    SendMessage({ QueueUrl, MessageBody: 'late' }, practice.call);
    SendMessage({ QueueUrl, MessageBody: 'soon', DelaySeconds: 0 }, practice.call);
    expect(counts()).toEqual(['1', '0', '1']);
    practice.pass(60);
    expect(counts()).toEqual(['2', '0', '0']);
  });
});

describe('a queue that is deleted', () => {
  it('leaves its name free after a minute', () => {
    DeleteQueue({ QueueUrl }, practice.call);
    const again = () => CreateQueue({ QueueName: 'jobs' }, practice.call);
    practice.pass(59);
    expect(refusal(again)).toMatch(/^QueueDeletedRecently: You must wait 60 seconds/);
    practice.pass(1);
    expect(again().QueueUrl).toBe(QueueUrl);
  });

  it('is gone, and leaves its tags to the tagging API', () => {
    const tagged = CreateQueue({ QueueName: 'tagged', tags: { team: 'shop' } }, practice.call);
    DeleteQueue({ QueueUrl }, practice.call);
    DeleteQueue({ QueueUrl: tagged.QueueUrl }, practice.call);
    expect(refusal(() => DeleteQueue({ QueueUrl }, practice.call))).toMatch(/^QueueDoesNotExist/);
    expect(ListQueues({}, practice.call)).toEqual({});
    const arn = 'arn:aws:sqs:us-east-1:123456789012:tagged';
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn, tags: { team: 'shop' } }]);
  });
});

describe('a message with attributes', () => {
  it('gives those that are asked for, by name or by how they begin', () => {
    const of = (StringValue: string) => ({ DataType: 'String', StringValue });
    const MessageAttributes = {
      RULE_ARN: of('arn'),
      ERROR_CODE: of('NO_PERMISSIONS'),
      ERROR_MESSAGE: of('no'),
    };
    const sent = SendMessage({ QueueUrl, MessageBody: '{}', MessageAttributes }, practice.call);
    expect(sent.MD5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
    const receive = (...MessageAttributeNames: string[]) => {
      practice.pass(60);
      return ReceiveMessage({ QueueUrl, MessageAttributeNames }, practice.call).Messages?.[0];
    };
    expect(receive('All')).toMatchObject({
      MessageAttributes,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    });
    expect(Object.keys(receive('ERROR_CODE')?.MessageAttributes ?? {})).toEqual(['ERROR_CODE']);
    expect(Object.keys(receive('ERROR.*')?.MessageAttributes ?? {})).toEqual(['ERROR_CODE', 'ERROR_MESSAGE']);
    expect(receive()).not.toHaveProperty('MessageAttributes');
  });
});

describe('a FIFO queue', () => {
  const fifo = (attributes: Record<string, string> = {}) => {
    const Attributes = { FifoQueue: 'true', ...attributes };
    return CreateQueue({ QueueName: 'orders.fifo', Attributes }, practice.call).QueueUrl ?? '';
  };

  it('keeps the order of a group, and drops what it has had', () => {
    const url = fifo({ ContentBasedDeduplication: 'true' });
    const send = (MessageBody: string, MessageGroupId: string) =>
      SendMessage({ QueueUrl: url, MessageBody, MessageGroupId }, practice.call).MessageId;
    const first = send('1', 'a');
    expect(send('1', 'a')).toBe(first);
    send('2', 'a');
    send('3', 'b');
    const receive = () => ReceiveMessage({ QueueUrl: url }, practice.call).Messages?.[0];
    const [one, other] = [receive(), receive()];
    expect([one?.Body, other?.Body]).toEqual(['1', '3']);
    expect(receive()).toBeUndefined();
    DeleteMessage({ QueueUrl: url, ReceiptHandle: one?.ReceiptHandle }, practice.call);
    expect(receive()?.Body).toBe('2');
    practice.pass(301);
    expect(send('1', 'a')).not.toBe(first);
    expect(practice.region.sqs.queues.get('orders.fifo')?.sent.size).toBe(1);
  });

  it('needs a group and an id', () => {
    const message = { QueueUrl: fifo(), MessageBody: '1' };
    expect(refusal(() => SendMessage(message, practice.call))).toMatch(/^MissingParameter: .*MessageGroupId/);
    const grouped = { ...message, MessageGroupId: 'a' };
    expect(refusal(() => SendMessage(grouped, practice.call))).toMatch(
      /^InvalidParameterValue: .*Deduplication/,
    );
    expect(SendMessage({ ...grouped, MessageDeduplicationId: 'x' }, practice.call).SequenceNumber).toMatch(
      /^\d{20}$/,
    );
  });
});

describe('a policy of a queue', () => {
  it('must be one, and goes when it is empty', () => {
    const set = (Policy: string) => SetQueueAttributes({ QueueUrl, Attributes: { Policy } }, practice.call);
    const policy = () =>
      GetQueueAttributes({ QueueUrl, AttributeNames: ['Policy'] }, practice.call).Attributes?.Policy;
    expect(refusal(() => set('{'))).toMatch(/^InvalidAttributeValue/);
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' };
    set(JSON.stringify({ Statement: statement }));
    expect(policy()).toContain('sqs:*');
    set('');
    expect(policy()).toBeUndefined();
  });
});

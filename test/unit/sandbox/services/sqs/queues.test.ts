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
  return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
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
    expect(counts()).toEqual(['0', '1']);
    expect(receive()).toBeUndefined();
    practice.pass(31);
    const [again] = receive() ?? [];
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    DeleteMessage({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }, practice.call);
    practice.pass(60);
    expect(counts()).toEqual(['0', '0']);
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
    expect(counts()).toEqual(['1200', '1']);
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

describe('a queue that is deleted', () => {
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

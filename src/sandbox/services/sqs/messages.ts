import type {
  DeleteMessageCommandInput,
  DeleteMessageCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { md5, md5OfAttributes } from './checksums.ts';
import { deduplicationIdFor, enqueue, isFifo } from './enqueue.ts';
import { expire } from './expiry.ts';
import { findQueue } from './lookup.ts';
import { millisecondsOf } from './settings.ts';
import type { Message, Queue } from './state.ts';

export function SendMessage(input: SendMessageCommandInput, call: Call): Answer<SendMessageCommandOutput> {
  const queue = findQueue(input.QueueUrl, call);
  const { MessageBody: body = '', MessageGroupId: groupId, MessageAttributes: attributes } = input;
  if (body === '') throw missing('MessageBody');
  if (isFifo(queue) && !groupId) throw missing('MessageGroupId');
  const deduplicationId = deduplicationIdFor(queue, body, input.MessageDeduplicationId);
  if (isFifo(queue) && deduplicationId === undefined) {
    const message =
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly';
    throw new AwsError('InvalidParameterValue', message);
  }
  const posting = { body, attributes, groupId, deduplicationId, delaySeconds: input.DelaySeconds };
  const message = enqueue(call.region, queue, posting, call.now);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: md5OfAttributes(attributes ?? {}),
    SequenceNumber: message.sequenceNumber,
  };
}

/** Messages that a client has sent; those of the simulated load are the tasks' and cannot be received. */
export function ReceiveMessage(
  input: ReceiveMessageCommandInput,
  call: Call,
): Answer<ReceiveMessageCommandOutput> {
  const queue = findQueue(input.QueueUrl, call);
  const now = call.now.getTime();
  const most = input.MaxNumberOfMessages ?? 1;
  if (most < 1 || most > 10)
    throw new AwsError('InvalidParameterValue', 'MaxNumberOfMessages must be between 1 and 10.');
  expire(queue, now);
  const { VisibilityTimeout: given } = input;
  const timeout = given === undefined ? millisecondsOf(queue, 'VisibilityTimeout') : given * 1000;
  const received = receivable(queue, now).slice(0, most);
  for (const message of received) {
    message.visibleAt = now + timeout;
    message.receiveCount += 1;
    message.receiptHandle = call.region.ids.hex(40);
  }
  if (received.length === 0) return {};
  return { Messages: received.map((message) => shown(message, input)) };
}

/** In a FIFO queue, nothing of a group is given out while something of it is. */
function receivable(queue: Queue, now: number): Message[] {
  const isHeld = ({ receiptHandle, visibleAt }: Message) => receiptHandle !== undefined && visibleAt > now;
  const held = new Set(
    queue.messages.filter((one) => one.groupId !== undefined && isHeld(one)).map(({ groupId }) => groupId),
  );
  return queue.messages.filter(({ visibleAt, groupId }) => visibleAt <= now && !held.has(groupId));
}

function shown(
  message: Message,
  input: ReceiveMessageCommandInput,
): NonNullable<ReceiveMessageCommandOutput['Messages']>[number] {
  const { id, body, receiptHandle, attributes } = message;
  const { AttributeNames = [], MessageSystemAttributeNames = [], MessageAttributeNames = [] } = input;
  const wanted = named(attributes, MessageAttributeNames);
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: named(systemAttributes(message), [...AttributeNames, ...MessageSystemAttributeNames]),
    ...(wanted && { MessageAttributes: wanted, MD5OfMessageAttributes: md5OfAttributes(wanted) }),
  };
}

function systemAttributes(message: Message): Record<string, string> {
  const { sentAt, receiveCount, groupId, sequenceNumber } = message;
  return {
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}

/** Of a message's attributes those that the request names, or whose names begin as it says: `RULE.*`. */
function named<Value>(
  attributes: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> | undefined {
  const isNamed = (name: string) =>
    names.some(
      (one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))),
    );
  const wanted = Object.entries(attributes).filter(([name]) => isNamed(name));
  return wanted.length > 0 ? Object.fromEntries(wanted) : undefined;
}

export function DeleteMessage(
  input: DeleteMessageCommandInput,
  call: Call,
): Answer<DeleteMessageCommandOutput> {
  const { messages } = findQueue(input.QueueUrl, call);
  const index = messages.findIndex(({ receiptHandle }) => receiptHandle === input.ReceiptHandle);
  if (index >= 0) messages.splice(index, 1);
  return {};
}

function missing(parameter: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
}

import { createHash } from 'node:crypto';
import type {
  DeleteMessageCommandInput,
  DeleteMessageCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findQueue } from './queues.ts';
import type { Message } from './state.ts';

export function SendMessage(input: SendMessageCommandInput, call: Call): Answer<SendMessageCommandOutput> {
  const queue = findQueue(input.QueueUrl, call);
  const body = input.MessageBody ?? '';
  if (body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  const sentAt = call.now.getTime();
  const message: Message = {
    id: call.region.ids.uuid(),
    body,
    sentAt,
    receiptHandle: undefined,
    receiveCount: 0,
    visibleAt: sentAt + (input.DelaySeconds ?? 0) * 1000,
  };
  queue.messages.push(message);
  return { MessageId: message.id, MD5OfMessageBody: md5(body) };
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
  const timeout = input.VisibilityTimeout ?? Number(queue.attributes.get('VisibilityTimeout') ?? 30);
  const received = queue.messages.filter(({ visibleAt }) => visibleAt <= now).slice(0, most);
  for (const message of received) {
    message.visibleAt = now + timeout * 1000;
    message.receiveCount += 1;
    message.receiptHandle = call.region.ids.hex(40);
  }
  if (received.length === 0) return {};
  return {
    Messages: received.map(({ id, body, receiptHandle, sentAt, receiveCount }) => ({
      MessageId: id,
      ReceiptHandle: receiptHandle,
      Body: body,
      MD5OfBody: md5(body),
      Attributes: asked(
        { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receiveCount) },
        input,
      ),
    })),
  };
}

/** Of a message's attributes those that the request names. */
function asked(
  attributes: Record<string, string>,
  { AttributeNames = [], MessageSystemAttributeNames = [] }: ReceiveMessageCommandInput,
): Record<string, string> | undefined {
  const names: readonly string[] = [...AttributeNames, ...MessageSystemAttributeNames];
  const wanted = Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name));
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

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

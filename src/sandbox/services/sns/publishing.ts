import type { PublishCommandInput, PublishCommandOutput } from '@aws-sdk/client-sns';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { deliver } from './delivery.ts';
import { findTopic, invalid, isFifo } from './lookup.ts';
import type { Topic } from './state.ts';

const MOST_BYTES = 256 * 1024;

/** Sends a message to whoever has subscribed to the topic; whether it reaches them is not part of the answer. */
export function Publish(input: PublishCommandInput, call: Call): Answer<PublishCommandOutput> {
  const { region, now } = call;
  if (input.PhoneNumber !== undefined) {
    throw new AwsError('NotInSandbox', 'telephones are not in the sandbox', 501);
  }
  const topic = findTopic(region, input.TopicArn ?? input.TargetArn);
  check(topic, input);
  const { Message: text = '', Subject: subject, MessageAttributes: attributes } = input;
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } = input;
  const texts = input.MessageStructure === 'json' ? textsOf(text) : { default: text };
  const id = deliver(region, topic, { texts, subject, attributes, groupId, deduplicationId }, now);
  return { MessageId: id, SequenceNumber: isFifo(topic) ? region.ids.digits(20) : undefined };
}

function check(topic: Topic, input: PublishCommandInput): void {
  const { Message: text = '', Subject: subject } = input;
  if (text === '') throw invalid('Empty message');
  if (Buffer.byteLength(text) > MOST_BYTES) throw invalid('Message too long');
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) throw invalid('Subject');
  if (!isFifo(topic)) return;
  if (!input.MessageGroupId) throw invalid('The MessageGroupId parameter is required for FIFO topics');
  if (!input.MessageDeduplicationId && topic.attributes.get('ContentBasedDeduplication') !== 'true') {
    throw invalid(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
}

/** Of a message for several protocols: the text of each, and `default` for the others. */
function textsOf(message: string): Record<string, string> {
  try {
    const texts = JSON.parse(message) as Record<string, string>;
    if (typeof texts.default === 'string') return texts;
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  throw invalid('Message Structure - No default entry in JSON message body');
}

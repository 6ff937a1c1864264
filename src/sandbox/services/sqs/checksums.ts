import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * The MD5 of a message's attributes by name, each of its parts with its length in front; undefined where there are none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(
  attributes: Readonly<Record<string, MessageAttributeValue>>,
): string | undefined {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (part: string | Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  };
  for (const [name, { DataType = '', StringValue, BinaryValue }] of entries) {
    add(name);
    add(DataType);
    hash.update(Buffer.from([StringValue === undefined ? 2 : 1]));
    add(StringValue ?? BinaryValue ?? '');
  }
  return hash.digest('hex');
}

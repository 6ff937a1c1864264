import type {
  ListQueueTagsCommandInput,
  ListQueueTagsCommandOutput,
  TagQueueCommandInput,
  TagQueueCommandOutput,
  UntagQueueCommandInput,
  UntagQueueCommandOutput,
} from '@aws-sdk/client-sqs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findQueue } from './lookup.ts';

const MOST_TAGS = 50;

export function TagQueue(input: TagQueueCommandInput, call: Call): Answer<TagQueueCommandOutput> {
  const { tags } = findQueue(input.QueueUrl, call);
  const given = Object.entries(input.Tags ?? {});
  if (new Set([...tags.keys(), ...given.map(([key]) => key)]).size > MOST_TAGS) {
    throw new AwsError('InvalidParameterValue', `A queue can have ${MOST_TAGS} tags at the most.`);
  }
  for (const [key, value] of given) tags.set(key, value);
  return {};
}

export function UntagQueue(input: UntagQueueCommandInput, call: Call): Answer<UntagQueueCommandOutput> {
  const { tags } = findQueue(input.QueueUrl, call);
  for (const key of input.TagKeys ?? []) tags.delete(key);
  return {};
}

/** The tags; the member is left out where there are none. */
export function ListQueueTags(
  input: ListQueueTagsCommandInput,
  call: Call,
): Answer<ListQueueTagsCommandOutput> {
  const { tags } = findQueue(input.QueueUrl, call);
  return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {};
}

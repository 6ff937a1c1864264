import type {
  CreateTopicCommandInput,
  CreateTopicCommandOutput,
  DeleteTopicCommandInput,
  DeleteTopicCommandOutput,
  ListTopicsCommandInput,
  ListTopicsCommandOutput,
} from '@aws-sdk/client-sns';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { checkAttribute } from './attributes.ts';
import { invalid, isFifo, listed } from './lookup.ts';
import { firstPolicy } from './permissions.ts';
import type { Topic } from './state.ts';

/** Makes the topic. One of that name is answered as if it had been made now, if nothing is asked of it that it is not. */
export function CreateTopic(
  input: CreateTopicCommandInput,
  { region }: Call,
): Answer<CreateTopicCommandOutput> {
  const { Name: name = '', Attributes: attributes = {} } = input;
  const tags = recordOf(input.Tags ?? []);
  checkName(name, attributes);
  for (const [key, value] of Object.entries(attributes)) checkAttribute(key, value);
  const topicArn = arn(region, 'sns', name);
  const known = region.sns.topics.get(topicArn);
  if (known) checkSame(region, known, attributes, tags);
  else region.sns.topics.set(topicArn, newTopic(region, topicArn, name, attributes));
  if (!known) region.tags.set(topicArn, tags);
  return { TopicArn: topicArn };
}

/** A topic that is not there is deleted already. */
export function DeleteTopic(
  { TopicArn: topicArn = '' }: DeleteTopicCommandInput,
  { region, now }: Call,
): Answer<DeleteTopicCommandOutput> {
  if (region.sns.topics.delete(topicArn)) region.tags.bury(topicArn, now);
  return {};
}

export function ListTopics(input: ListTopicsCommandInput, { region }: Call): Answer<ListTopicsCommandOutput> {
  const { items, nextToken } = listed([...region.sns.topics.keys()].sort(), input.NextToken);
  return { Topics: items.map((TopicArn) => ({ TopicArn })), NextToken: nextToken };
}

function newTopic(
  region: Region,
  topicArn: string,
  name: string,
  attributes: Readonly<Record<string, string>>,
): Topic {
  const first = { Policy: firstPolicy(region, topicArn), DisplayName: '' };
  return {
    name,
    arn: topicArn,
    attributes: new Map(Object.entries({ ...first, ...attributes })),
    subscriptions: [],
    deletedSubscriptions: 0,
  };
}

function checkName(name: string, { FifoTopic = 'false' }: Readonly<Record<string, string>>): void {
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(name.replace(/\.fifo$/, '')) || name.length > 256) {
    throw invalid('Topic Name');
  }
  if (isFifo({ name }) !== (FifoTopic === 'true')) {
    throw invalid(
      isFifo({ name })
        ? 'Topic Name'
        : 'Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  }
}

function checkSame(
  { tags: store }: Region,
  topic: Topic,
  attributes: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>>,
): void {
  const differs = Object.entries(attributes).some(([key, value]) => topic.attributes.get(key) !== value);
  if (differs) throw invalid('Attributes Reason: Topic already exists with different attributes');
  const has = store.get(topic.arn);
  const isOther = Object.entries(tags).some(([key, value]) => has[key] !== value);
  if (isOther) throw invalid('Tags Reason: Topic already exists with different tags');
}

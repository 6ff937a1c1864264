import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  Tag,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { resourceOf } from '../../world/arn.ts';
import { findRepository, invalidParameter } from './lookup.ts';

const MOST_TAGS = 50;

export function TagResource(input: TagResourceCommandInput, call: Call): Answer<TagResourceCommandOutput> {
  const arn = knownArn(input.resourceArn, call);
  const tags = { ...call.region.tags.get(arn), ...tagRecord(input.tags ?? []) };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `A repository can have no more than ${MOST_TAGS} tags.`);
  }
  call.region.tags.set(arn, tags);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  call: Call,
): Answer<UntagResourceCommandOutput> {
  call.region.tags.remove(knownArn(input.resourceArn, call), input.tagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Answer<ListTagsForResourceCommandOutput> {
  const tags = call.region.tags.get(knownArn(input.resourceArn, call));
  return { tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

/** The ARN of a repository that is there. */
function knownArn(resourceArn: string | undefined, call: Call): string {
  const [, repositoryName] = /^repository\/(.+)$/.exec(resourceOf(resourceArn ?? '')) ?? [];
  if (repositoryName === undefined) {
    throw invalidParameter('resourceArn', 'Resource ARN must name a repository');
  }
  return findRepository({ repositoryName }, call).arn;
}

export function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecr-public';
import type { Answer, Call } from '../../service.ts';
import { addTags, listOfTags, taggedRepository } from '../ecr/tags.ts';
import { findPublicRepository } from './lookup.ts';

export function TagResource(input: TagResourceCommandInput, call: Call): Answer<TagResourceCommandOutput> {
  addTags(knownArn(input.resourceArn, call), input.tags, call);
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
  return { tags: listOfTags(knownArn(input.resourceArn, call), call) };
}

/** The ARN of a repository that is there. */
function knownArn(resourceArn: string | undefined, call: Call): string {
  return findPublicRepository({ repositoryName: taggedRepository(resourceArn) }, call).arn;
}

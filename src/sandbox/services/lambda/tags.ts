import type {
  ListTagsCommandInput,
  ListTagsCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-lambda';
import type { Answer, Call } from '../../service.ts';
import { findFunction, invalid } from './lookup.ts';

const MOST_TAGS = 50;

export function TagResource(input: TagResourceCommandInput, { region }: Call): Record<string, never> {
  const { arn } = findFunction(region, input.Resource);
  const tags = { ...region.tags.get(arn), ...input.Tags };
  if (Object.keys(tags).length > MOST_TAGS) throw invalid('Number of tags exceeds resource tag limit.');
  region.tags.set(arn, tags);
  return {};
}

export function UntagResource(input: UntagResourceCommandInput, { region }: Call): Record<string, never> {
  region.tags.remove(findFunction(region, input.Resource).arn, input.TagKeys ?? []);
  return {};
}

export function ListTags(input: ListTagsCommandInput, { region }: Call): Answer<ListTagsCommandOutput> {
  return { Tags: { ...region.tags.get(findFunction(region, input.Resource).arn) } };
}

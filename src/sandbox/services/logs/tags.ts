import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findGroup } from './lookup.ts';

const MOST_TAGS = 50;

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  const { arn } = findGroup(region, input.resourceArn);
  const tags = { ...region.tags.get(arn), ...input.tags };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `A resource can have no more than ${MOST_TAGS} tags.`);
  }
  region.tags.set(arn, tags);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  region.tags.remove(findGroup(region, input.resourceArn).arn, input.tagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { tags: { ...region.tags.get(findGroup(region, input.resourceArn).arn) } };
}

import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-sns';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { listOf, recordOf } from '../tagging/sources/source.ts';

const MOST_TAGS = 50;

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  const arn = knownTopic(region, input.ResourceArn);
  const tags = { ...region.tags.get(arn), ...recordOf(input.Tags ?? []) };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError(
      'TagLimitExceededException',
      'Could not complete request: tag quota of per resource exceeded',
    );
  }
  region.tags.set(arn, tags);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  region.tags.remove(knownTopic(region, input.ResourceArn), input.TagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: listOf(region.tags.get(knownTopic(region, input.ResourceArn))) };
}

function knownTopic({ sns }: Region, arn = ''): string {
  if (sns.topics.has(arn)) return arn;
  throw new AwsError('ResourceNotFoundException', 'Resource does not exist');
}

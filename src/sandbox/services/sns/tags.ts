import { AwsError, type Call } from '../../service.ts';
import { keyValueTags } from '../tagging/key-value-tags.ts';
import type { Tags } from '../tagging/sources/source.ts';

const MOST_TAGS = 50;

export const { TagResource, UntagResource, ListTagsForResource } = keyValueTags(
  'ResourceArn',
  knownTopic,
  checkCount,
);

function knownTopic({ region }: Call, arn: string): string {
  if (region.sns.topics.has(arn)) return arn;
  throw new AwsError('ResourceNotFoundException', 'Resource does not exist');
}

function checkCount(tags: Tags): void {
  if (Object.keys(tags).length <= MOST_TAGS) return;
  throw new AwsError(
    'TagLimitExceededException',
    'Could not complete request: tag quota of per resource exceeded',
  );
}

import { AwsError, type Call } from '../../service.ts';
import { keyValueTags } from '../tagging/key-value-tags.ts';
import { groupArn } from './lookup.ts';

export const { TagResource, UntagResource, ListTagsForResource } = keyValueTags('ResourceArn', knownGroup);

/** The ARN itself, once it is sure that there is such a group: schedules themselves have no tags. */
function knownGroup({ region }: Call, arn: string): string {
  if ([...region.scheduler.groups.values()].some((group) => groupArn(region, group) === arn)) return arn;
  throw new AwsError('ResourceNotFoundException', `Schedule group ${arn} does not exist.`, 404);
}

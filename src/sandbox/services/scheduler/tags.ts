import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-scheduler';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { listOf, recordOf } from '../tagging/sources/source.ts';
import { groupArn } from './lookup.ts';

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  region.tags.add(knownGroup(region, input.ResourceArn), recordOf(input.Tags ?? []));
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  region.tags.remove(knownGroup(region, input.ResourceArn), input.TagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: listOf(region.tags.get(knownGroup(region, input.ResourceArn))) };
}

/** The ARN itself, once it is sure that there is such a group: schedules themselves have no tags. */
function knownGroup(region: Region, arn = ''): string {
  if ([...region.scheduler.groups.values()].some((group) => groupArn(region, group) === arn)) return arn;
  throw new AwsError('ResourceNotFoundException', `Schedule group ${arn} does not exist.`, 404);
}

import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Alarm } from './state.ts';

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: alarmOf(region, input.ResourceARN).tags };
}

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  const alarm = alarmOf(region, input.ResourceARN);
  alarm.tags = [...new Map([...alarm.tags, ...(input.Tags ?? [])].map((tag) => [tag.Key, tag])).values()];
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  const alarm = alarmOf(region, input.ResourceARN);
  alarm.tags = alarm.tags.filter(({ Key }) => Key === undefined || !input.TagKeys?.includes(Key));
  return {};
}

function alarmOf(region: Region, arn = ''): Alarm {
  const alarm = [...region.cloudwatch.alarms.values()].find(({ AlarmArn }) => AlarmArn === arn);
  if (alarm) return alarm;
  throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404);
}

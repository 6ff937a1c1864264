import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';

const MOST_TAGS = 50;

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  const arn = knownTarget(region, input.ResourceARN);
  const tags = { ...region.applicationAutoScaling.tags.get(arn), ...input.Tags };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `A scalable target can have ${MOST_TAGS} tags at most.`);
  }
  region.applicationAutoScaling.tags.set(arn, tags);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  const arn = knownTarget(region, input.ResourceARN);
  const kept = Object.entries(region.applicationAutoScaling.tags.get(arn) ?? {}).filter(
    ([key]) => !input.TagKeys?.includes(key),
  );
  region.applicationAutoScaling.tags.set(arn, Object.fromEntries(kept));
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: region.applicationAutoScaling.tags.get(knownTarget(region, input.ResourceARN)) ?? {} };
}

function knownTarget(region: Region, arn = ''): string {
  for (const { about } of region.applicationAutoScaling.targets.values()) {
    if (about.ScalableTargetARN === arn) return arn;
  }
  throw new AwsError('ResourceNotFoundException', `The scalable target ${arn} does not exist.`);
}

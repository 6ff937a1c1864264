import type {
  AddTagsCommandInput,
  AddTagsCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  RemoveTagsCommandInput,
  RemoveTagsCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { findBalancer, findListener, findRule, findTargetGroup } from './lookup.ts';

const MOST_RESOURCES = 20;
const MOST_TAGS = 50;

/** Adds tags to every one of the resources, or replaces those of the same keys. */
export function AddTags(
  { ResourceArns = [], Tags = [] }: AddTagsCommandInput,
  { region }: Call,
): Answer<AddTagsCommandOutput> {
  checkResources(region, ResourceArns);
  if (new Set(Tags.map(({ Key }) => Key)).size < Tags.length) {
    throw new AwsError('DuplicateTagKeysException', 'A tag key was specified more than once');
  }
  for (const arn of ResourceArns) {
    const before = region.elbv2.tags.get(arn) ?? [];
    const tags = new Map([...before, ...Tags].map((tag) => [tag.Key, tag]));
    if (tags.size > MOST_TAGS) throw new AwsError('TooManyTagsException', 'Too many tags');
    region.elbv2.tags.set(arn, [...tags.values()]);
  }
  return {};
}

export function RemoveTags(
  { ResourceArns = [], TagKeys = [] }: RemoveTagsCommandInput,
  { region }: Call,
): Answer<RemoveTagsCommandOutput> {
  checkResources(region, ResourceArns);
  for (const arn of ResourceArns) {
    const kept = (region.elbv2.tags.get(arn) ?? []).filter(({ Key = '' }) => !TagKeys.includes(Key));
    region.elbv2.tags.set(arn, kept);
  }
  return {};
}

/** The tags of up to 20 resources, of which each has to be there. */
export function DescribeTags(
  { ResourceArns: arns = [] }: DescribeTagsCommandInput,
  { region }: Call,
): Answer<DescribeTagsCommandOutput> {
  checkResources(region, arns);
  const { tags } = region.elbv2;
  return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: tags.get(ResourceArn) ?? [] })) };
}

/** The resource is gone: its tags go to the tagging API, which remembers them for some hours. */
export function buryTags(region: Region, arn: string, now: Date): void {
  const tags = region.elbv2.tags.get(arn);
  if (!tags) return;
  region.elbv2.tags.delete(arn);
  region.tags.bury(arn, now, Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])));
}

function checkResources(region: Region, arns: readonly string[]): void {
  if (arns.length === 0 || arns.length > MOST_RESOURCES) {
    throw new AwsError('ValidationError', `The number of resources must be 1 to ${MOST_RESOURCES}`);
  }
  for (const arn of arns) checkResource(region, arn);
}

function checkResource(region: Region, arn: string): void {
  if (arn.includes(':targetgroup/')) findTargetGroup(region, arn);
  else if (arn.includes(':listener-rule/')) findRule(region, arn);
  else if (arn.includes(':listener/')) findListener(region, arn);
  else findBalancer(region, arn);
}

import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  Tag,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { resourceOf } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { findCluster, serviceIn, taskDefinitionOf } from './lookup.ts';

const MOST_TAGS = 50;

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  const arn = knownResource(region, input.resourceArn);
  const tags = new Map([...tagsOf(region, arn), ...(input.tags ?? [])].map((tag) => [tag.key, tag]));
  if (tags.size > MOST_TAGS) throw new AwsError('InvalidParameterException', 'Too many tags.');
  region.ecs.tags.set(arn, [...tags.values()]);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  const arn = knownResource(region, input.resourceArn);
  const kept = tagsOf(region, arn).filter(({ key }) => key === undefined || !input.tagKeys?.includes(key));
  region.ecs.tags.set(arn, kept);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { tags: tagsOf(region, knownResource(region, input.resourceArn)) };
}

export function tagsOf(region: Region, arn: string): Tag[] {
  return region.ecs.tags.get(arn) ?? [];
}

/** The ARN itself, once it is sure that there is such a resource. */
function knownResource(region: Region, arn = ''): string {
  const [kind, cluster = '', service] = resourceOf(arn).split('/');
  if (kind === 'task-definition' && taskDefinitionOf(region, arn)) return arn;
  if (kind === 'cluster') return findCluster(region, arn).arn;
  const found = kind === 'service' && service ? serviceIn(findCluster(region, cluster), arn) : undefined;
  if (!found) throw new AwsError('InvalidParameterException', 'The specified resource is not found.');
  return found.arn;
}

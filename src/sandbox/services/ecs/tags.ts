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
import { findCluster, serviceIn, taskDefinitionOf, tasksIn } from './lookup.ts';

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

/** The resource is gone: its tags go to the tagging API, which remembers them for some hours. */
export function buryTags(region: Region, arn: string, at: Date): void {
  const tags = region.ecs.tags.get(arn);
  if (!tags) return;
  region.ecs.tags.delete(arn);
  region.tags.bury(arn, at, Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])));
}

/** The ARN itself, once it is sure that there is such a resource. */
function knownResource(region: Region, arn = ''): string {
  if (exists(region, arn)) return arn;
  throw new AwsError('InvalidParameterException', 'The specified resource is not found.');
}

function exists(region: Region, arn: string): boolean {
  const [kind, clusterOrName = '', name = ''] = resourceOf(arn).split('/');
  switch (kind) {
    case 'cluster':
      return findCluster(region, arn).arn === arn;
    case 'service':
      return serviceIn(findCluster(region, clusterOrName), arn) !== undefined;
    case 'task-definition':
      return taskDefinitionOf(region, arn) !== undefined;
    case 'capacity-provider':
      return (region.ecs.capacityProviders.get(clusterOrName)?.about.status ?? 'INACTIVE') !== 'INACTIVE';
    case 'task':
      return [...tasksIn(findCluster(region, clusterOrName))].some((task) => task.arn === arn);
    case 'task-set':
      return hasTaskSet(region, arn, clusterOrName, name);
    default:
      return false;
  }
}

function hasTaskSet(region: Region, arn: string, cluster: string, name: string): boolean {
  const service = findCluster(region, cluster).services.get(name);
  return service?.taskSets.some(({ about }) => about.taskSetArn === arn) ?? false;
}

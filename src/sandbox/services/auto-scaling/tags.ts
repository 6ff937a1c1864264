import type {
  CreateOrUpdateTagsCommandInput,
  CreateOrUpdateTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  Filter,
  Tag,
  TagDescription,
} from '@aws-sdk/client-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import { findGroup, invalid, listed } from './lookup.ts';

const GROUP = 'auto-scaling-group';

/** Tags groups, each tag on the group that it names: all of them, or none where one names no group. */
export function CreateOrUpdateTags(
  { Tags: tags = [] }: CreateOrUpdateTagsCommandInput,
  { region }: Call,
): Answer<CreateOrUpdateTagsCommandOutput> {
  const groups = tags.map((tag) => findGroup(region, groupName(tag)));
  for (const [index, tag] of tags.entries()) {
    const group = groups[index];
    group?.tags.set(tag.Key ?? '', tagged(group.name, tag));
  }
  return {};
}

export function DeleteTags(
  { Tags: tags = [] }: DeleteTagsCommandInput,
  { region }: Call,
): Answer<DeleteTagsCommandOutput> {
  const groups = tags.map((tag) => findGroup(region, groupName(tag)));
  for (const [index, { Key = '' }] of tags.entries()) groups[index]?.tags.delete(Key);
  return {};
}

/** The tags of all groups that satisfy every filter. */
export function DescribeTags(
  input: DescribeTagsCommandInput,
  { region }: Call,
): Answer<DescribeTagsCommandOutput> {
  const wanted = [...region.autoScaling.groups.values()]
    .flatMap(({ tags }) => [...tags.values()])
    .filter((tag) => (input.Filters ?? []).every((filter) => satisfies(tag, filter)));
  const { items, nextToken } = listed(wanted, input, { otherwise: 50, most: 100 });
  return { Tags: items, NextToken: nextToken };
}

/** The tag as the group of that name keeps it. */
export function tagged(
  group: string,
  { Key = '', Value = '', PropagateAtLaunch = false }: Tag,
): TagDescription {
  return { ResourceId: group, ResourceType: GROUP, Key, Value, PropagateAtLaunch };
}

function groupName({ ResourceId, ResourceType }: Tag): string {
  if (ResourceType !== GROUP) throw invalid(`Invalid resource type ${ResourceType}: it must be ${GROUP}.`);
  return ResourceId ?? '';
}

function satisfies(tag: TagDescription, { Name = '', Values = [] }: Filter): boolean {
  const member: Readonly<Record<string, string>> = {
    'auto-scaling-group': tag.ResourceId ?? '',
    key: tag.Key ?? '',
    value: tag.Value ?? '',
    'propagate-at-launch': String(tag.PropagateAtLaunch),
  };
  const value = member[Name];
  if (value === undefined) throw invalid(`Filter type ${Name} is not correct.`);
  return Values.includes(value);
}

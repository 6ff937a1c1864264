import type {
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  TagRoleCommandInput,
  TagRoleCommandOutput,
  UntagRoleCommandInput,
  UntagRoleCommandOutput,
} from '@aws-sdk/client-iam';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findOwnRole, findRole, listed } from './lookup.ts';

const MOST_TAGS = 50;

export function TagRole(input: TagRoleCommandInput, { region }: Call): Answer<TagRoleCommandOutput> {
  const role = findOwnRole(region, input.RoleName);
  const tags = new Map([...(role.Tags ?? []), ...(input.Tags ?? [])].map((tag) => [tag.Key, tag]));
  if (tags.size > MOST_TAGS) {
    throw new AwsError('LimitExceededException', `Cannot exceed quota for TagsPerRole: ${MOST_TAGS}`, 409);
  }
  role.Tags = [...tags.values()];
  return {};
}

export function UntagRole(input: UntagRoleCommandInput, { region }: Call): Answer<UntagRoleCommandOutput> {
  const role = findOwnRole(region, input.RoleName);
  role.Tags = role.Tags?.filter(({ Key }) => Key === undefined || !input.TagKeys?.includes(Key));
  return {};
}

export function ListRoleTags(
  input: ListRoleTagsCommandInput,
  { region }: Call,
): Answer<ListRoleTagsCommandOutput> {
  const { items, rest } = listed(findRole(region, input.RoleName).Tags ?? [], input);
  return { Tags: items, ...rest };
}

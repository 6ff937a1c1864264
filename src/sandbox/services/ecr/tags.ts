import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { resourceOf } from '../../world/arn.ts';
import { findRepository, invalidParameter } from './lookup.ts';

const MOST_TAGS = 50;

export function TagResource(input: TagResourceCommandInput, call: Call): Answer<TagResourceCommandOutput> {
  addTags(knownArn(input.resourceArn, call), input.tags, call);
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  call: Call,
): Answer<UntagResourceCommandOutput> {
  call.region.tags.remove(knownArn(input.resourceArn, call), input.tagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { tags: listOfTags(knownArn(input.resourceArn, call), call) };
}

/** The ARN of a repository that is there. */
function knownArn(resourceArn: string | undefined, call: Call): string {
  return findRepository({ repositoryName: taggedRepository(resourceArn) }, call).arn;
}

interface AnyTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** The name of the repository that an ARN is of. Throws InvalidParameterException. */
export function taggedRepository(resourceArn = ''): string {
  const [, repositoryName] = /^repository\/(.+)$/.exec(resourceOf(resourceArn)) ?? [];
  if (repositoryName !== undefined) return repositoryName;
  throw invalidParameter('resourceArn', 'Resource ARN must name a repository');
}

/** Adds to the tags of a repository. Throws TooManyTagsException. */
export function addTags(arn: string, added: readonly AnyTag[] | undefined, { region }: Call): void {
  const tags = { ...region.tags.get(arn), ...tagRecord(added ?? []) };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `A repository can have no more than ${MOST_TAGS} tags.`);
  }
  region.tags.set(arn, tags);
}

export function listOfTags(arn: string, { region }: Call): { Key: string; Value: string }[] {
  return Object.entries(region.tags.get(arn)).map(([Key, Value]) => ({ Key, Value }));
}

export function tagRecord(tags: readonly AnyTag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

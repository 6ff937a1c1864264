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

/** The ARN of a repository that is there; throws what the service says of one that is not. */
type KnownArn = (resourceArn: string | undefined, call: Call) => string;

/** The operations on the tags of repositories, which are alike for private and public ones. */
export function tagOperations(knownArn: KnownArn) {
  return {
    TagResource(input: TagResourceCommandInput, call: Call): Answer<TagResourceCommandOutput> {
      addTags(knownArn(input.resourceArn, call), input.tags, call);
      return {};
    },

    UntagResource(input: UntagResourceCommandInput, call: Call): Answer<UntagResourceCommandOutput> {
      call.region.tags.remove(knownArn(input.resourceArn, call), input.tagKeys ?? []);
      return {};
    },

    ListTagsForResource(
      input: ListTagsForResourceCommandInput,
      call: Call,
    ): Answer<ListTagsForResourceCommandOutput> {
      const tags = call.region.tags.get(knownArn(input.resourceArn, call));
      return { tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },
  };
}

export const { TagResource, UntagResource, ListTagsForResource } = tagOperations(
  (arn, call) => findRepository({ repositoryName: taggedRepository(arn) }, call).arn,
);

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
function addTags(arn: string, added: readonly AnyTag[] | undefined, { region }: Call): void {
  const tags = { ...region.tags.get(arn), ...tagRecord(added ?? []) };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `A repository can have no more than ${MOST_TAGS} tags.`);
  }
  region.tags.set(arn, tags);
}

export function tagRecord(tags: readonly AnyTag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

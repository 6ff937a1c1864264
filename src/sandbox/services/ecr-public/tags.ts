import { taggedRepository, tagOperations } from '../ecr/tags.ts';
import { findPublicRepository } from './lookup.ts';

export const { TagResource, UntagResource, ListTagsForResource } = tagOperations(
  (arn, call) => findPublicRepository({ repositoryName: taggedRepository(arn) }, call).arn,
);

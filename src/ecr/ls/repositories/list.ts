import { isIndex, type StoredImage } from '../../repository/stored-image.ts';
import { usesByDigest } from '../../use/in-use.ts';
import type { ToldUses } from '../read-uses.ts';
import type { ListedRepository, RepositoriesValue, RepositoryContents } from '../value.ts';
import type { FoundRepositories, FoundRepository } from './read.ts';
import { type FoundScanning, scanningOf } from './scanning.ts';

/** The repositories of a region by name. */
export function listRepositories({
  region,
  repositories,
  scanning,
  uses,
}: FoundRepositories): RepositoriesValue {
  return {
    region,
    repositories: repositories
      .map((one) => listedRepository(one, scanning, uses))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    ...('unknown' in uses && { usesUnknown: uses.unknown }),
  };
}

function listedRepository(
  { repository, images, lifecycle }: FoundRepository,
  scanning: FoundScanning,
  uses: ToldUses,
): ListedRepository {
  const {
    repositoryName: name = '',
    createdAt,
    imageTagMutabilityExclusionFilters: filters = [],
  } = repository;
  return {
    name,
    uri: repository.repositoryUri ?? '',
    arn: repository.repositoryArn ?? '',
    ...(createdAt && { createdAt }),
    tagMutability: repository.imageTagMutability ?? 'MUTABLE',
    tagMutabilityExclusions: filters.flatMap(({ filter }) => filter ?? []),
    scanning: scanningOf(repository, scanning),
    ...(lifecycle !== undefined && { lifecycle }),
    ...('list' in images
      ? { contents: contentsOf(name, images.list, uses) }
      : { contentsUnknown: images.unknown }),
  };
}

function contentsOf(name: string, images: readonly StoredImage[], told: ToldUses): RepositoryContents {
  const newest = Math.max(...images.map(({ pushedAt }) => pushedAt.getTime()));
  return {
    images: images.length,
    untagged: images.filter(({ tags }) => tags.length === 0).length,
    // The size that ECR gives for an index is that of one of the images that it names.
    size: images.filter((image) => !isIndex(image)).reduce((sum, { size }) => sum + size, 0),
    ...(images.length > 0 && { newestPush: new Date(newest) }),
    ...('uses' in told && { inUse: usesByDigest(told.uses, name, images).size }),
  };
}

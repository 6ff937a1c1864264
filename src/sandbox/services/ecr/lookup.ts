import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import { AwsError, type Call } from '../../service.ts';
import type { Manifest, Repository } from './state.ts';

/** How a request names a repository; the registry is one's own where nothing is said. */
interface Named {
  readonly repositoryName?: string | undefined;
  readonly registryId?: string | undefined;
}

/** Throws RepositoryNotFoundException. */
export function findRepository(
  { repositoryName = '', registryId }: Named,
  { region, world }: Call,
): Repository {
  const registry = registryId ?? world.accountId;
  const repository = registry === world.accountId ? region.ecr.repositories.get(repositoryName) : undefined;
  if (repository) return repository;
  const message = `The repository with name '${repositoryName}' does not exist in the registry with id '${registry}'`;
  throw new AwsError('RepositoryNotFoundException', message);
}

/** The image of that digest, or tag where no digest is given; a tag beside a digest has to stand for it. */
export function manifestOf(
  repository: Repository,
  { imageDigest, imageTag }: ImageIdentifier,
): Manifest | undefined {
  const tagged = imageTag === undefined ? undefined : repository.tags.get(imageTag);
  if (imageDigest !== undefined && imageTag !== undefined && tagged !== imageDigest) return undefined;
  return repository.manifests.get(imageDigest ?? tagged ?? '');
}

/** The image of an identifier. Throws ImageNotFoundException. */
export function findImage(repository: Repository, id: ImageIdentifier, { world }: Call): Manifest {
  const manifest = manifestOf(repository, id);
  if (manifest) return manifest;
  const quoted = (text: string | undefined) => `'${text ?? 'null'}'`;
  const message =
    `The image with imageId {imageDigest:${quoted(id.imageDigest)}, imageTag:${quoted(id.imageTag)}} does not exist ` +
    `within the repository with name '${repository.name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('ImageNotFoundException', message);
}

/** The tags that stand for a digest. */
export function tagsOf({ tags }: Repository, digest: string): string[] {
  return [...tags].flatMap(([tag, tagged]) => (tagged === digest ? [tag] : []));
}

/** The indexes that name a digest: as long as there is one, the image cannot be deleted. */
export function indexesWith({ manifests }: Repository, digest: string): Manifest[] {
  return [...manifests.values()].filter(({ children }) => children.includes(digest));
}

export function invalidParameter(member: string, constraint: string): AwsError {
  const message = `Invalid parameter at '${member}' failed to satisfy constraint: '${constraint}'`;
  return new AwsError('InvalidParameterException', message);
}

export const invalidToken = invalidParameter('nextToken', 'must be a token of an earlier answer');

/** Throws InvalidParameterException unless `items` are 1 to 100, as the batch operations want. */
export function atMostHundred<Item>(items: readonly Item[] | undefined, member: string): readonly Item[] {
  const count = items?.length ?? 0;
  if (items === undefined || count < 1)
    throw invalidParameter(member, 'Member must have length greater than or equal to 1');
  if (count > 100) throw invalidParameter(member, 'Member must have length less than or equal to 100');
  return items;
}

import { AwsError, type Call } from '../../service.ts';
import type { Repository } from '../ecr/state.ts';

/** ECR Public has its API here alone. https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html */
export const publicRegion = 'us-east-1';

/** Throws RepositoryNotFoundException. */
export function findPublicRepository(
  {
    repositoryName = '',
    registryId,
  }: { repositoryName?: string | undefined; registryId?: string | undefined },
  { region, world }: Call,
): Repository {
  const registry = registryId ?? world.accountId;
  const isOwn = registry === world.accountId;
  const repository = isOwn ? region.ecrPublic.repositories.get(repositoryName) : undefined;
  if (repository) return repository;
  const message = `The repository with name '${repositoryName}' does not exist in the registry with id '${registry}'`;
  throw new AwsError('RepositoryNotFoundException', message);
}

/** The ARN of a repository, which names no region. */
export function publicArn({ region }: Call, name: string): string {
  return `arn:${region.partition}:ecr-public::${region.accountId}:repository/${name}`;
}

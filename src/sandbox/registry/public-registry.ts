import { AwsError, type Call } from '../service.ts';
import type { Repository } from '../services/ecr/state.ts';
import { ecrPublic } from '../services/ecr-public/index.ts';
import { findPublicRepository } from '../services/ecr-public/lookup.ts';
import { alias } from '../services/ecr-public/state.ts';
import type { Registry } from './visit.ts';

/** ECR Public: all accounts' registries in one, so that an alias stands before each repository's name. */
export const publicRegistry: Registry = {
  service: ecrPublic,
  repository: found,
  find: (name, { region }) => region.ecrPublic.repositories.get(ownName(name) ?? ''),
  pushed: found,
  input: (name) => ({ repositoryName: ownName(name) ?? name }),
};

/** Whether a repository is named as those of the account's public registry are. */
export function isPublicName(name: string): boolean {
  return ownName(name) !== undefined;
}

function found(name: string, call: Call): Repository {
  const repositoryName = ownName(name);
  if (repositoryName !== undefined) return findPublicRepository({ repositoryName }, call);
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry`,
  );
}

function ownName(name: string): string | undefined {
  return name.startsWith(`${alias}/`) ? name.slice(alias.length + 1) : undefined;
}

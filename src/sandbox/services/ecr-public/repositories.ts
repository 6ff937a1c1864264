import type {
  CreateRepositoryCommandInput,
  CreateRepositoryCommandOutput,
  DeleteRepositoryCommandInput,
  DeleteRepositoryCommandOutput,
  DescribeRegistriesCommandInput,
  DescribeRegistriesCommandOutput,
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
  Repository as ShownRepository,
} from '@aws-sdk/client-ecr-public';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { invalidParameter, invalidToken } from '../ecr/lookup.ts';
import { newRepository, validName } from '../ecr/repositories.ts';
import type { Repository } from '../ecr/state.ts';
import { tagRecord } from '../ecr/tags.ts';
import { page, pageSize } from '../paging.ts';
import { findPublicRepository, publicArn } from './lookup.ts';
import { alias } from './state.ts';

const MOST_CHARACTERS = 205;

export function CreateRepository(
  input: CreateRepositoryCommandInput,
  call: Call,
): Answer<CreateRepositoryCommandOutput> {
  const { repositories } = call.region.ecrPublic;
  const name = validName(input.repositoryName, MOST_CHARACTERS);
  if (repositories.has(name)) {
    const message = `The repository with name '${name}' already exists in the registry with id '${call.world.accountId}'`;
    throw new AwsError('RepositoryAlreadyExistsException', message);
  }
  const repository = newRepository(name, publicArn(call, name), call.now);
  repositories.set(name, repository);
  call.region.tags.set(repository.arn, tagRecord(input.tags ?? []));
  const { logoImageBlob: _logo, ...catalogData } = input.catalogData ?? {};
  return { repository: show(repository, call), catalogData };
}

export function DeleteRepository(
  input: DeleteRepositoryCommandInput,
  call: Call,
): Answer<DeleteRepositoryCommandOutput> {
  const repository = findPublicRepository(input, call);
  if (repository.manifests.size > 0 && !input.force) {
    const message =
      `The repository with name '${repository.name}' in registry with id '${call.world.accountId}' ` +
      'cannot be deleted because it still contains images';
    throw new AwsError('RepositoryNotEmptyException', message);
  }
  call.region.ecrPublic.repositories.delete(repository.name);
  call.region.tags.bury(repository.arn, call.now);
  return { repository: show(repository, call) };
}

/** All, or those that are named, of which each has to be there. */
export function DescribeRepositories(
  { repositoryNames: names, registryId, nextToken: token, maxResults }: DescribeRepositoriesCommandInput,
  call: Call,
): Answer<DescribeRepositoriesCommandOutput> {
  if (names) {
    const named = names.map((repositoryName) => findPublicRepository({ repositoryName, registryId }, call));
    return { repositories: named.map((repository) => show(repository, call)) };
  }
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
  const size = pageSize(maxResults, { otherwise: 100, most: 1000 }, outOfRange);
  const all = [...call.region.ecrPublic.repositories.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = page(all, token, size, invalidToken);
  return { repositories: items.map((repository) => show(repository, call)), nextToken };
}

/** The account's one registry with the alias that AWS gave it. */
export function DescribeRegistries(
  _input: DescribeRegistriesCommandInput,
  { region, world }: Call,
): Answer<DescribeRegistriesCommandOutput> {
  return {
    registries: [
      {
        registryId: world.accountId,
        registryArn: `arn:${region.partition}:ecr-public::${world.accountId}:registry/${world.accountId}`,
        registryUri: `public.ecr.aws/${alias}`,
        verified: false,
        aliases: [{ name: alias, status: 'ACTIVE', primaryRegistryAlias: true, defaultRegistryAlias: true }],
      },
    ],
  };
}

function show({ name, arn, createdAt }: Repository, { world }: Call): ShownRepository {
  return {
    repositoryArn: arn,
    registryId: world.accountId,
    repositoryName: name,
    repositoryUri: `public.ecr.aws/${alias}/${name}`,
    createdAt,
  };
}

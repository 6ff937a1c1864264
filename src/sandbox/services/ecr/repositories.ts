import type {
  CreateRepositoryCommandInput,
  CreateRepositoryCommandOutput,
  DeleteRepositoryCommandInput,
  DeleteRepositoryCommandOutput,
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
  Repository as ShownRepository,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { atMostHundred, findRepository, invalidParameter, invalidToken } from './lookup.ts';
import type { Repository } from './state.ts';
import { tagRecord } from './tags.ts';

export function CreateRepository(
  input: CreateRepositoryCommandInput,
  call: Call,
): Answer<CreateRepositoryCommandOutput> {
  const { region, world } = call;
  const name = validName(input.repositoryName);
  if (region.ecr.repositories.has(name)) {
    const message = `The repository with name '${name}' already exists in the registry with id '${world.accountId}'`;
    throw new AwsError('RepositoryAlreadyExistsException', message);
  }
  const repository: Repository = {
    ...newRepository(name, arn(region, 'ecr', `repository/${name}`), call.now),
    encryption: input.encryptionConfiguration ?? { encryptionType: 'AES256' },
    mutability: input.imageTagMutability ?? 'MUTABLE',
    mutabilityExclusions: input.imageTagMutabilityExclusionFilters,
    scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
  };
  region.ecr.repositories.set(name, repository);
  region.tags.set(repository.arn, tagRecord(input.tags ?? []));
  return { repository: show(repository, call) };
}

/** A repository as it is where nothing is said about it. */
export function newRepository(name: string, arn: string, createdAt: Date): Repository {
  return {
    ...{ name, arn, createdAt, encryption: { encryptionType: 'AES256' } },
    ...{ mutability: 'MUTABLE', mutabilityExclusions: undefined, scanOnPush: false },
    ...{ policy: undefined, lifecycle: undefined, preview: undefined },
    ...{ blobs: new Map(), manifests: new Map(), tags: new Map(), uploads: new Map() },
  };
}

const NAME_PATTERN = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** Throws InvalidParameterException unless it is a repository's name of 2 to `most` characters. */
export function validName(name = '', most = 256): string {
  if (name.length >= 2 && name.length <= most && NAME_PATTERN.test(name)) return name;
  throw invalidParameter(
    'repositoryName',
    `must satisfy regular expression '${NAME_PATTERN.source.slice(1, -1)}'`,
  );
}

export function DeleteRepository(
  input: DeleteRepositoryCommandInput,
  call: Call,
): Answer<DeleteRepositoryCommandOutput> {
  const repository = findRepository(input, call);
  const { name } = repository;
  if (repository.manifests.size > 0 && !input.force) {
    const message =
      `The repository with name '${name}' in registry with id '${call.world.accountId}' ` +
      'cannot be deleted because it still contains images';
    throw new AwsError('RepositoryNotEmptyException', message);
  }
  call.region.ecr.repositories.delete(name);
  call.region.tags.bury(repository.arn, call.now);
  return { repository: show(repository, call) };
}

/** All, or those that are named, of which each has to be there. */
export function DescribeRepositories(
  input: DescribeRepositoriesCommandInput,
  call: Call,
): Answer<DescribeRepositoriesCommandOutput> {
  const { repositoryNames: names, registryId, nextToken: token, maxResults } = input;
  if (names) {
    const named = atMostHundred(names, 'repositoryNames').map((repositoryName) =>
      findRepository({ repositoryName, registryId }, call),
    );
    return { repositories: named.map((repository) => show(repository, call)) };
  }
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
  const size = pageSize(maxResults, { otherwise: 100, most: 1000 }, outOfRange);
  const all = [...call.region.ecr.repositories.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = page(all, token, size, invalidToken);
  return { repositories: items.map((repository) => show(repository, call)), nextToken };
}

function show(repository: Repository, { region, world }: Call): ShownRepository {
  return {
    repositoryArn: repository.arn,
    registryId: world.accountId,
    repositoryName: repository.name,
    repositoryUri: `${registryHost(world.accountId, region.name)}/${repository.name}`,
    createdAt: repository.createdAt,
    imageTagMutability: repository.mutability,
    imageTagMutabilityExclusionFilters: repository.mutabilityExclusions,
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    encryptionConfiguration: repository.encryption,
  };
}

/** The host of a registry, as images are named by it. */
export function registryHost(accountId: string, region: string): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

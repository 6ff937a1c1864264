import {
  DescribeRepositoriesCommand,
  ECRClient,
  paginateDescribeRepositories,
  type Repository,
} from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';
import { Failure } from '../../failure.ts';
import type { EcrName } from './name.ts';

/** The way to the region that a name speaks of. */
export function awsOf(aws: Aws, { region }: Pick<EcrName, 'region'>): Aws {
  return region === undefined ? aws : aws.inRegion(region);
}

/**
 * A repository of the caller's own account; undefined where there is none of that name.
 * @throws Failure `not-found` where the name speaks of another account: what that one uses cannot be seen from here.
 */
export async function findRepository(
  aws: Aws,
  { repository, account }: EcrName,
): Promise<Repository | undefined> {
  const client = aws.client(ECRClient);
  const found = await client
    .send(new DescribeRepositoriesCommand({ repositoryNames: [repository] }))
    .catch((error: Error) => {
      if (error.name === 'RepositoryNotFoundException') return { repositories: [] };
      throw error;
    });
  const [first] = found.repositories ?? [];
  if (first && account !== undefined && first.registryId !== account) {
    throw new Failure('not-found', `${repository} is named as one of account ${account}`, {
      hint: `these are credentials of account ${first.registryId}; use those of the other, or leave the host out`,
    });
  }
  return first;
}

/**
 * A repository of the caller's own account.
 * @throws Failure `not-found`, with the names most like it.
 */
export async function readRepository(aws: Aws, name: EcrName): Promise<Repository> {
  const found = await findRepository(aws, name);
  if (found) return found;
  const all = await collect(
    paginateDescribeRepositories({ client: aws.client(ECRClient), pageSize: 1000 }, {}),
    ({ repositories }) => repositories,
  );
  throw notFound(
    'repository',
    name.repository,
    all.map(({ repositoryName = '' }) => repositoryName),
  );
}

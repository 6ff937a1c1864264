import {
  BatchGetRepositoryScanningConfigurationCommand,
  ECRClient,
  GetRegistryScanningConfigurationCommand,
  paginateDescribeRepositories,
  type Repository,
  type ScanFrequency,
} from '@aws-sdk/client-ecr';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { explainAwsError } from '../../../aws/explain.ts';
import { batches, collect } from '../../../aws/pages.ts';
import { isDenied } from '../../denied.ts';
import { readPolicy } from '../../lifecycle/read-policy.ts';
import { describeImages } from '../../repository/read-images.ts';
import type { StoredImage } from '../../repository/stored-image.ts';
import { readUses, type ToldUses } from '../read-uses.ts';
import type { FoundScanning } from './scanning.ts';

/** All that is known of the repositories of a region. */
export interface FoundRepositories {
  readonly region: string;
  readonly repositories: readonly FoundRepository[];
  readonly scanning: FoundScanning;
  readonly uses: ToldUses;
}

export interface FoundRepository {
  readonly repository: Repository;
  readonly images: { readonly list: readonly StoredImage[] } | { readonly unknown: string };
  /** Absent where the caller may not see it. */
  readonly lifecycle?: boolean;
}

/** Repositories that one BatchGetRepositoryScanningConfiguration takes. */
const configurationsAtOnce = 25;

/**
 * Reads every repository, and what ECS uses meanwhile. The manifests of indexes are left alone, since reading one is a pull
 * for ECR: what belongs to an index is not told from the rest.
 */
export async function readRepositories(aws: Aws): Promise<FoundRepositories> {
  const client = aws.client(ECRClient);
  const region = client.config.region();
  const listed = collect(
    paginateDescribeRepositories({ client, pageSize: 1000 }, {}),
    ({ repositories }) => repositories,
  );
  const home = Promise.all([listed, region]).then(([[first], own]) => ({
    account: first?.registryId ?? '',
    region: own,
  }));
  const [ownRegion, uses, type, frequencies, repositories] = await Promise.all([
    region,
    readUses(aws, home),
    scanTypeOf(client),
    listed.then((all) => readFrequencies(client, all)),
    listed.then((all) => eachAtOnce(all, (one) => readRepository(aws, one))),
  ]);
  return {
    region: ownRegion,
    repositories: repositories.flatMap((one) => one ?? []),
    scanning: { ...type, frequencies },
    uses,
  };
}

/** Undefined where it has been removed since it was listed. */
async function readRepository(aws: Aws, repository: Repository): Promise<FoundRepository | undefined> {
  const name = repository.repositoryName ?? '';
  try {
    const [images, lifecycle] = await Promise.all([imagesOf(aws, name), hasLifecycle(aws, name)]);
    return { repository, images, ...(lifecycle !== undefined && { lifecycle }) };
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryNotFoundException') return undefined;
    throw error;
  }
}

/** Rights are often given for some repositories alone: the others are listed all the same. */
async function imagesOf(aws: Aws, repository: string): Promise<FoundRepository['images']> {
  try {
    return { list: await describeImages(aws, repository) };
  } catch (error) {
    if (!isDenied(error)) throw error;
    return { unknown: explainAwsError(error)?.message ?? error.message };
  }
}

async function hasLifecycle(aws: Aws, repository: string): Promise<boolean | undefined> {
  return unlessDenied(async () => (await readPolicy(aws, repository)) !== undefined);
}

async function scanTypeOf(client: ECRClient): Promise<Pick<FoundScanning, 'type'>> {
  const answer = await unlessDenied(() => client.send(new GetRegistryScanningConfigurationCommand({})));
  const type = answer && (answer.scanningConfiguration?.scanType ?? 'BASIC');
  return type === undefined ? {} : { type };
}

async function readFrequencies(
  client: ECRClient,
  repositories: readonly Repository[],
): Promise<ReadonlyMap<string, ScanFrequency>> {
  const names = repositories.map(({ repositoryName = '' }) => repositoryName);
  const answers = await eachAtOnce(batches(names, configurationsAtOnce), (repositoryNames) =>
    unlessDenied(() => client.send(new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames }))),
  );
  const told = answers.flatMap((answer) => answer?.scanningConfigurations ?? []);
  return new Map(
    told.flatMap(({ repositoryName = '', scanFrequency }) =>
      scanFrequency ? [[repositoryName, scanFrequency] as const] : [],
    ),
  );
}

async function unlessDenied<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

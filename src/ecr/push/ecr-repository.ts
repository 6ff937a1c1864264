import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAccountSettingCommand,
  type Repository,
} from '@aws-sdk/client-ecr';
import { concernsCaller } from '../../aws/caller-error.ts';
import { nearest } from '../../aws/nearest.ts';
import { digestOf } from '../image/digest.ts';
import { manifestTypes } from '../image/media-types.ts';
import type { KnownManifest } from '../registry/registry.ts';
import { templateFor } from './creation-template.ts';
import type { Found, FoundRepository, Looked } from './found.ts';
import { isImmutable } from './immutability.ts';

/** Digests and ids that ECR takes in one call. */
const mostIds = 100;

interface Named {
  readonly repository: string;
  readonly account: string | undefined;
  readonly mounts: boolean;
}

/** What ECR's API tells of a repository and its images. */
export class EcrRepository {
  /** What images of it are named by, once it was described. */
  uri: string | undefined;
  readonly #client: ECRClient;
  readonly #named: Named;

  constructor(client: ECRClient, named: Named) {
    this.#client = client;
    this.#named = named;
  }

  get #where() {
    const { repository, account } = this.#named;
    return { repositoryName: repository, ...(account !== undefined && { registryId: account }) };
  }

  async look({ tags, manifests, blobs }: Looked): Promise<Found> {
    const [{ repository, warnings }, images, there, mounting] = await Promise.all([
      this.#describe(),
      this.#images(tags, manifests).catch(nothingIfMissing),
      this.present(blobs).catch(nothingIfMissing),
      this.#mounting(),
    ]);
    return {
      repository,
      tags: images?.tags ?? new Map(),
      manifests: images?.digests ?? new Set(),
      blobs: there ?? new Set(),
      warnings,
      uploadWarnings: mounting,
    };
  }

  async present(digests: readonly string[]): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const layerDigests of inBatches(digests)) {
      const { layers = [] } = await this.#client.send(
        new BatchCheckLayerAvailabilityCommand({ ...this.#where, layerDigests }),
      );
      for (const { layerDigest, layerAvailability } of layers) {
        if (layerDigest && layerAvailability === 'AVAILABLE') there.add(layerDigest);
      }
    }
    return there;
  }

  async #images(tags: readonly string[], manifests: readonly string[]) {
    const found = { tags: new Map<string, KnownManifest>(), digests: new Set<string>() };
    const ids = [
      ...tags.map((imageTag) => ({ imageTag })),
      ...manifests.map((imageDigest) => ({ imageDigest })),
    ];
    for (const imageIds of inBatches(ids)) {
      const { images = [] } = await this.#client.send(
        new BatchGetImageCommand({ ...this.#where, imageIds, acceptedMediaTypes: [...manifestTypes] }),
      );
      for (const { imageId, imageManifest = '', imageManifestMediaType: mediaType = '' } of images) {
        const bytes = Buffer.from(imageManifest);
        const digest = imageId?.imageDigest ?? digestOf(bytes);
        found.digests.add(digest);
        if (imageId?.imageTag) found.tags.set(imageId.imageTag, { digest, mediaType, bytes });
      }
    }
    return found;
  }

  /** Pushing itself does not take the right to describe: without it the push is tried and may be refused later. */
  async #describe(): Promise<{ repository: FoundRepository; warnings: readonly string[] }> {
    try {
      const input = { repositoryNames: [this.#named.repository], registryId: this.#named.account };
      const { repositories: [found] = [] } = await this.#client.send(new DescribeRepositoriesCommand(input));
      this.uri = found?.repositoryUri ?? this.uri;
      return { repository: there(found ?? {}), warnings: [] };
    } catch (error) {
      if (isMissing(error)) return this.#missing();
      if (!concernsCaller(error)) throw error;
      const warning = 'whether tags are immutable cannot be told: ecr:DescribeRepositories is denied';
      return { repository: { kind: 'untold' }, warnings: [warning] };
    }
  }

  async #missing(): Promise<{ repository: FoundRepository; warnings: readonly string[] }> {
    const { repository } = this.#named;
    const [template, alike, region] = await Promise.all([
      templateFor(this.#client, repository).catch(deniedOnly),
      this.#alike().catch(() => []),
      this.#client.config.region(),
    ]);
    if (template === denied) {
      const warning =
        `there is no repository ${repository}, and whether ECR makes it when it is pushed to cannot be told: ` +
        'ecr:DescribeRepositoryCreationTemplates is denied';
      return { repository: { kind: 'untold' }, warnings: [warning] };
    }
    const command = `ecsctl ecr repo create ${repository} --region ${region}`;
    return {
      repository: { kind: 'missing', alike, command, ...(template !== undefined && { template }) },
      warnings: [],
    };
  }

  async #alike(): Promise<string[]> {
    const input = { maxResults: 1000, registryId: this.#named.account };
    const { repositories = [] } = await this.#client.send(new DescribeRepositoriesCommand(input));
    return nearest(
      this.#named.repository,
      repositories.map(({ repositoryName = '' }) => repositoryName),
    );
  }

  /** https://docs.aws.amazon.com/AmazonECR/latest/userguide/blob-mounting.html */
  async #mounting(): Promise<string[]> {
    if (!this.#named.mounts) return [];
    const setting = await this.#client
      .send(new GetAccountSettingCommand({ name: 'BLOB_MOUNTING' }))
      .catch((error) => {
        if (concernsCaller(error)) return { value: 'ENABLED' };
        throw error;
      });
    if (setting.value === 'ENABLED') return [];
    return [
      'ECR mounts nothing in this account, so that everything is sent; to change that: ' +
        'aws ecr put-account-setting --name BLOB_MOUNTING --value ENABLED',
    ];
  }
}

function there(found: Repository): FoundRepository {
  return { kind: 'there', isImmutable: (tag) => isImmutable(found, tag) };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'RepositoryNotFoundException';
}

function nothingIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

const denied = Symbol('denied');

function deniedOnly(error: unknown): typeof denied {
  if (concernsCaller(error)) return denied;
  throw error;
}

function inBatches<Item>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += mostIds)
    batches.push(items.slice(start, start + mostIds));
  return batches;
}

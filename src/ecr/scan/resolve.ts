import {
  BatchGetImageCommand,
  type BatchGetImageCommandOutput,
  DescribeRepositoriesCommand,
  type ECRClient,
  ListImagesCommand,
} from '@aws-sdk/client-ecr';
import { explainAwsError } from '../../aws/explain.ts';
import { notFound } from '../../aws/not-found.ts';
import { Failure } from '../../failure.ts';
import { isDenied } from '../denied.ts';
import { isAttestation, readManifest } from '../image/manifest.ts';
import { manifestTypes } from '../image/media-types.ts';
import { platformName } from '../image/platform.ts';
import type { Target } from './target.ts';

/** One image that a scan opens: an index has several. */
export interface PlatformImage {
  readonly digest: string;
  /** Where an index names it. */
  readonly platform?: string;
}

export type Resolved =
  | {
      readonly kind: 'there';
      /** What was named: of an index its own digest. */
      readonly digest: string;
      readonly platforms: readonly PlatformImage[];
      /** Manifests of an index that run nowhere: what a build attests. */
      readonly attestations: number;
    }
  | { readonly kind: 'untold'; readonly why: string };

/**
 * The digests that ECR scans of an image. One that runs and is gone from its repository, or may not be read, has none.
 * @throws a `not-found` failure for an image, or a repository, that was named and does not exist.
 */
export async function resolveImage(client: ECRClient, target: Target): Promise<Resolved> {
  const answer = await getImage(client, target);
  if (answer instanceof Error) return { kind: 'untold', why: wordsOf(answer) };
  const { images: [image] = [], failures: [failure] = [] } = answer;
  if (image?.imageId?.imageDigest && image.imageManifest) {
    return { kind: 'there', ...partsOf(image.imageId.imageDigest, image.imageManifest, target.name) };
  }
  if (failure?.failureCode === 'ImageNotFound') {
    if (target.runsIn.length > 0) return { kind: 'untold', why: 'it runs, and is gone from its repository' };
    throw await noImage(client, target);
  }
  return { kind: 'untold', why: `ECR does not hand it out: ${failure?.failureReason ?? 'no reason given'}` };
}

async function getImage(client: ECRClient, target: Target): Promise<BatchGetImageCommandOutput | Error> {
  const input = { ...repositoryOf(target), imageIds: [target.id], acceptedMediaTypes: [...manifestTypes] };
  try {
    return await client.send(new BatchGetImageCommand(input));
  } catch (error) {
    if (isDenied(error)) return error;
    if (!(error instanceof Error) || error.name !== 'RepositoryNotFoundException') throw error;
    if (target.runsIn.length > 0) return new Failure('not-found', 'it runs, and its repository is gone');
    throw await noRepository(client, target);
  }
}

function wordsOf(error: Error): string {
  return explainAwsError(error)?.message ?? error.message;
}

/** How ECR's API names the repository of an image. */
export function repositoryOf({ repository, account }: Target) {
  return { repositoryName: repository, ...(account !== undefined && { registryId: account }) };
}

function partsOf(digest: string, text: string, name: string) {
  const { children } = readManifest(Buffer.from(text), `the manifest of ${name}`);
  if (children.length === 0) return { digest, platforms: [{ digest }], attestations: 0 };
  const platforms = children.filter((child) => !isAttestation(child));
  return {
    digest,
    platforms: platforms.map(({ digest: child, platform }) => {
      const named = platformName(platform);
      return { digest: child, ...(named !== undefined && { platform: named }) };
    }),
    attestations: children.length - platforms.length,
  };
}

const mostListed = 1000;

async function noRepository(client: ECRClient, { repository, account }: Target): Promise<Failure> {
  const input = { maxResults: mostListed, ...(account !== undefined && { registryId: account }) };
  const { repositories = [] } = await client
    .send(new DescribeRepositoriesCommand(input))
    .catch((): { repositories?: [] } => ({}));
  const names = repositories.map(({ repositoryName = '' }) => repositoryName);
  return notFound('repository', repository, names);
}

async function noImage(client: ECRClient, target: Target): Promise<Failure> {
  const input = { ...repositoryOf(target), maxResults: mostListed, filter: { tagStatus: 'TAGGED' as const } };
  const { imageIds = [] } = await client
    .send(new ListImagesCommand(input))
    .catch((): { imageIds?: [] } => ({}));
  const names = imageIds.map(({ imageTag = '' }) => `${target.repository}:${imageTag}`);
  return notFound('image', target.name, names, ` in repository ${target.repository}`);
}

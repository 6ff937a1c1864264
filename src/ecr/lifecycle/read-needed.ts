import { ECRClient } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import type { EcrName } from '../repository/name.ts';
import { ImageReader } from '../repository/read-images.ts';
import { readRepository } from '../repository/read-repository.ts';
import type { StoredImage } from '../repository/stored-image.ts';
import { inUse } from '../use/in-use.ts';
import { ImageUseReader, useReads } from '../use/read-image-uses.ts';
import { spread } from '../use/spread.ts';

/** IAM actions of `readNeeded`. */
export const neededReads: readonly string[] = [
  'ecr:DescribeRepositories',
  'ecr:DescribeImages',
  'ecr:BatchGetImage',
  ...useReads,
];

/** The images of a repository, and why ECS needs those that it needs. */
export interface NeededImages {
  /** The newest first. */
  readonly images: readonly StoredImage[];
  /** By digest, as clauses. */
  readonly needed: ReadonlyMap<string, string>;
}

/** @throws Failure `not-found` for a repository that there is not. */
export async function readNeeded(aws: Aws, name: EcrName): Promise<NeededImages> {
  const [{ registryId: account = '' }, region] = await Promise.all([
    readRepository(aws, name),
    aws.client(ECRClient).config.region(),
  ]);
  const { repository } = name;
  const uses = await new ImageUseReader(aws, { account, region }).read();
  const images = await new ImageReader(aws, repository).read();
  return { images, needed: spread(inUse(uses, repository, images), images) };
}

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BatchDeleteImage } from '../../../../../src/sandbox/services/ecr/delete-images.ts';
import {
  BatchGetImage,
  DescribeImages,
  ListImages,
} from '../../../../../src/sandbox/services/ecr/images-read.ts';
import {
  BatchCheckLayerAvailability,
  CompleteLayerUpload,
  InitiateLayerUpload,
  UploadLayerPart,
} from '../../../../../src/sandbox/services/ecr/layers.ts';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { PutImage } from '../../../../../src/sandbox/services/ecr/put-image.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { morning, PracticeWorld, refusal } from '../../world/practice-world.ts';

const web = { repositoryName: 'shop/web' };

function worldWithRepository(input: Partial<Parameters<typeof CreateRepository>[0]> = {}): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRepository({ ...web, ...input }, practice.call);
  return practice;
}

const plant = (
  practice: PracticeWorld,
  content: string,
  tags: readonly string[],
  platforms?: readonly string[],
) => plantImage({ ...web, content, tags, ...(platforms && { platforms }) }, practice.call);

describe('pushing an image', () => {
  it('asks for its layers first', () => {
    const practice = worldWithRepository();
    const bytes = Buffer.from('a layer');
    const layer = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      layers: [{ digest: layer, size: bytes.length }],
    });
    const push = () => PutImage({ ...web, imageManifest, imageTag: 'v1' }, practice.call);
    expect(refusal(push)).toMatch(/^LayersNotFoundException/);
    const { uploadId } = InitiateLayerUpload(web, practice.call);
    const part = (partFirstByte: number, layerPartBlob: Buffer) =>
      UploadLayerPart(
        {
          ...web,
          uploadId,
          partFirstByte,
          partLastByte: partFirstByte + layerPartBlob.length - 1,
          layerPartBlob,
        },
        practice.call,
      );
    expect(refusal(() => part(5, bytes.subarray(5)))).toMatch(
      /^InvalidLayerPartException: First byte of the layer part is 5 instead of 0/,
    );
    part(0, bytes);
    CompleteLayerUpload({ ...web, uploadId, layerDigests: [layer] }, practice.call);
    const { layers } = BatchCheckLayerAvailability({ ...web, layerDigests: [layer] }, practice.call);
    expect(layers).toMatchObject([{ layerAvailability: 'AVAILABLE', layerSize: 7 }]);
    expect(push().image?.imageId?.imageTag).toBe('v1');
    expect(DescribeImages(web, practice.call).imageDetails).toMatchObject([
      { imageTags: ['v1'], imageSizeInBytes: 7, imagePushedAt: morning, imageStatus: 'ACTIVE' },
    ]);
    expect(refusal(push)).toMatch(/^ImageAlreadyExistsException/);
  });

  it('takes a tag from the image before, unless tags may not move', () => {
    const practice = worldWithRepository();
    const first = plant(practice, 'one', ['latest']);
    const second = plant(practice, 'two', ['latest']);
    expect(ListImages(web, practice.call).imageIds).toEqual([
      { imageDigest: first },
      { imageDigest: second, imageTag: 'latest' },
    ]);
    const strict = worldWithRepository({ imageTagMutability: 'IMMUTABLE' });
    plant(strict, 'one', ['v1']);
    expect(refusal(() => plant(strict, 'two', ['v1']))).toMatch(/^ImageTagAlreadyExistsException/);
  });

  it('lets excluded tags of an immutable repository move', () => {
    const filters = [{ filterType: 'WILDCARD', filter: 'dev-*' } as const];
    const practice = worldWithRepository({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    });
    plant(practice, 'one', ['dev-1', 'v1']);
    plant(practice, 'two', ['dev-1']);
    expect(refusal(() => plant(practice, 'two', ['v1']))).toMatch(/^ImageTagAlreadyExistsException/);
  });

  it('wants the images of an index before the index', () => {
    const practice = worldWithRepository();
    const index = {
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [{ digest: 'sha256:0', size: 1 }],
    };
    const push = () => PutImage({ ...web, imageManifest: JSON.stringify(index) }, practice.call);
    expect(refusal(push)).toMatch(/^ReferencedImagesNotFoundException/);
    expect(refusal(() => PutImage({ ...web, imageManifest: '{}' }, practice.call))).toMatch(
      /^InvalidParameterException: .*ImageManifestMediaType/,
    );
  });
});

describe('deleting images', () => {
  it('by tag takes the tag, and the image with its last one', () => {
    const practice = worldWithRepository();
    const digest = plant(practice, 'one', ['a', 'b']);
    const drop = (imageTag: string) => BatchDeleteImage({ ...web, imageIds: [{ imageTag }] }, practice.call);
    expect(drop('a').imageIds).toEqual([{ imageDigest: digest, imageTag: 'a' }]);
    expect(DescribeImages(web, practice.call).imageDetails?.[0]?.imageTags).toEqual(['b']);
    drop('b');
    expect(DescribeImages(web, practice.call).imageDetails).toEqual([]);
  });

  it('by digest takes all its tags, and tells each', () => {
    const practice = worldWithRepository();
    const imageDigest = plant(practice, 'one', ['a', 'b']);
    const { imageIds } = BatchDeleteImage({ ...web, imageIds: [{ imageDigest }] }, practice.call);
    expect(imageIds).toEqual([
      { imageDigest, imageTag: 'a' },
      { imageDigest, imageTag: 'b' },
    ]);
  });

  it('spares what an index names until the index is gone', () => {
    const practice = worldWithRepository();
    const index = plant(practice, 'one', ['v1'], ['linux/amd64', 'linux/arm64']);
    const sizes = DescribeImages(web, practice.call).imageDetails?.map((image) => image.imageSizeInBytes);
    expect(sizes?.map((size) => Math.round((size ?? 0) / 1e6))).toEqual([50, 50, 50]);
    const untagged = ListImages({ ...web, filter: { tagStatus: 'UNTAGGED' } }, practice.call).imageIds ?? [];
    expect(untagged).toHaveLength(2);
    const { failures } = BatchDeleteImage({ ...web, imageIds: untagged }, practice.call);
    expect(failures?.map(({ failureCode }) => failureCode)).toEqual([
      'ImageReferencedByManifestList',
      'ImageReferencedByManifestList',
    ]);
    BatchDeleteImage({ ...web, imageIds: [{ imageDigest: index }] }, practice.call);
    expect(BatchDeleteImage({ ...web, imageIds: untagged }, practice.call).failures).toEqual([]);
  });

  it('names why a single one failed', () => {
    const practice = worldWithRepository();
    const imageDigest = plant(practice, 'one', ['a']);
    plant(practice, 'two', ['b']);
    const imageIds = [{ imageTag: 'nope' }, {}, { imageDigest: 'sha256:x' }, { imageDigest, imageTag: 'b' }];
    const { failures } = BatchDeleteImage({ ...web, imageIds }, practice.call);
    expect(failures?.map(({ failureCode }) => failureCode)).toEqual([
      ...['ImageNotFound', 'MissingDigestAndTag', 'InvalidImageDigest', 'ImageTagDoesNotMatchDigest'],
    ]);
    const many = Array.from({ length: 101 }, () => ({ imageTag: 'a' }));
    expect(refusal(() => BatchDeleteImage({ ...web, imageIds: many }, practice.call))).toMatch(
      /^InvalidParameterException/,
    );
  });
});

describe('reading images', () => {
  it('fails as a whole for DescribeImages, and one by one for BatchGetImage', () => {
    const practice = worldWithRepository();
    const imageDigest = plant(practice, 'one', ['a']);
    const imageIds = [{ imageTag: 'a' }, { imageTag: 'nope' }];
    expect(refusal(() => DescribeImages({ ...web, imageIds }, practice.call))).toMatch(
      /^ImageNotFoundException: The image with imageId \{imageDigest:'null', imageTag:'nope'\}/,
    );
    const { images, failures } = BatchGetImage({ ...web, imageIds }, practice.call);
    expect(images).toMatchObject([
      { imageId: { imageDigest, imageTag: 'a' }, imageManifest: expect.stringContaining('schemaVersion') },
    ]);
    expect(failures).toMatchObject([{ failureCode: 'ImageNotFound' }]);
  });

  it('goes page by page', () => {
    const practice = worldWithRepository();
    for (let index = 0; index < 120; index += 1) plant(practice, `image ${index}`, [`v${index}`]);
    const first = DescribeImages(web, practice.call);
    expect(first.imageDetails).toHaveLength(100);
    const { imageDetails, nextToken } = DescribeImages({ ...web, nextToken: first.nextToken }, practice.call);
    expect(imageDetails).toHaveLength(20);
    expect(nextToken).toBeUndefined();
  });
});

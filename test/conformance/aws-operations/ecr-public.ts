import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someNumber, someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const repository = ['--repository-name', 'cli/tool'];
const layer = '{}';
const layerDigest = digestOf(layer);
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: layerDigest },
  layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: 2, digest: layerDigest }],
});
const imageDigest = digestOf(manifest);

export const ecrPublic: Story = {
  service: 'ecr-public',
  async tell(aws) {
    await tellRepositories(aws);
    await tellLayers(aws);
    await tellImages(aws);
    await aws.refuses('DeleteRepository: with images', repository, 'RepositoryNotEmptyException');
    await aws.answers('BatchDeleteImage', [...repository, '--image-ids', 'imageTag=v1', 'imageTag=v9'], {
      imageIds: [{ imageDigest, imageTag: 'v1' }],
      failures: [{ failureCode: 'ImageNotFound' }],
    });
    await aws.answers('DeleteRepository', repository, { repository: { repositoryName: 'cli/tool' } });
    await aws.refuses('DeleteRepository: none', repository, 'RepositoryNotFoundException');
  },
};

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

async function tellRepositories(aws: Exercise): Promise<void> {
  const shown = {
    ...{ repositoryName: 'cli/tool', repositoryUri: /^public\.ecr\.aws\/\w+\/cli\/tool$/ },
    repositoryArn: /^arn:aws:ecr-public::\d{12}:repository\/cli\/tool$/,
  };
  const created = await aws.answers(
    'CreateRepository',
    [...repository, '--catalog-data', 'description=a tool', '--tags', 'Key=env,Value=practice'],
    { repository: shown, catalogData: { description: 'a tool' } },
  );
  await aws.refuses('CreateRepository: the same again', repository, 'RepositoryAlreadyExistsException');
  await aws.answers('DescribeRepositories', ['--repository-names', 'cli/tool'], { repositories: [shown] });
  const resource = ['--resource-arn', at(created, 'repository.repositoryArn')];
  await aws.answers('TagResource', [...resource, '--tags', 'Key=팀,Value=결제']);
  await aws.answers('UntagResource', [...resource, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', resource, { tags: [{ Key: '팀', Value: '결제' }] });
  await aws.answers('DescribeRegistries', [], { registries: [{ registryUri: /^public\.ecr\.aws\/\w+$/ }] });
  await aws.answers('GetAuthorizationToken', [], {
    authorizationData: { authorizationToken: someText, expiresAt: someNumber },
  });
}

async function tellLayers(aws: Exercise): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const file = join(folder, 'layer');
    await writeFile(file, layer);
    const begun = await aws.answers('InitiateLayerUpload', repository, { uploadId: someText });
    const upload = [...repository, '--upload-id', at(begun, 'uploadId')];
    const part = ['--part-first-byte', '0', '--part-last-byte', '1', '--layer-part-blob', `fileb://${file}`];
    await aws.answers('UploadLayerPart', [...upload, ...part], { lastByteReceived: 1 });
    await aws.answers('CompleteLayerUpload', [...upload, '--layer-digests', layerDigest], { layerDigest });
  } finally {
    await rm(folder, { recursive: true });
  }
  await aws.answers('BatchCheckLayerAvailability', [...repository, '--layer-digests', layerDigest], {
    layers: [{ layerDigest, layerAvailability: 'AVAILABLE', layerSize: 2 }],
  });
}

async function tellImages(aws: Exercise): Promise<void> {
  const push = [...repository, '--image-manifest', manifest, '--image-tag', 'v1'];
  await aws.answers('PutImage', push, { image: { imageId: { imageDigest, imageTag: 'v1' } } });
  await aws.refuses('PutImage: the same again', push, 'ImageAlreadyExistsException');
  await aws.answers('DescribeImages', repository, {
    imageDetails: [{ imageDigest, imageTags: ['v1'], imageSizeInBytes: 4, imagePushedAt: someNumber }],
  });
  await aws.answers('DescribeImageTags', repository, {
    imageTagDetails: [{ imageTag: 'v1', imageDetail: { imageDigest } }],
  });
}

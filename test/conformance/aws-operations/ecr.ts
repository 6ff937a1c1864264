import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someList, someNumber, someText } from '../matches.ts';
import { tellKeeping, tellRegistry } from './ecr-keeping.ts';
import { tellScanning } from './ecr-scanning.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const repository = ['--repository-name', 'cli/web'];
const none = ['--repository-name', 'cli/nothing'];

const layer = 'a layer';
const layerDigest = digestOf(layer);
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 7, digest: layerDigest },
  layers: [{ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 7, digest: layerDigest }],
});
const imageDigest = digestOf(manifest);

export const ecr: Story = {
  service: 'ecr',
  async tell(aws) {
    await tellRepositories(aws);
    await tellLayers(aws);
    await tellImages(aws);
    await tellScanning(aws, repository, imageDigest);
    await tellPolicies(aws);
    await tellKeeping(aws, repository);
    await tellRegistry(aws);
    await tellEnd(aws);
  },
};

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

async function tellRepositories(aws: Exercise): Promise<void> {
  const shown = {
    ...{ repositoryName: 'cli/web', repositoryArn: /^arn:aws:ecr:us-east-1:\d{12}:repository\/cli\/web$/ },
    ...{ repositoryUri: /^\d{12}\.dkr\.ecr\.us-east-1\.amazonaws\.com\/cli\/web$/ },
    ...{ imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: false } },
  };
  const created = await aws.answers(
    'CreateRepository',
    [...repository, '--image-tag-mutability', 'IMMUTABLE', '--tags', 'Key=env,Value=practice'],
    { repository: shown },
  );
  await aws.refuses('CreateRepository: the same again', repository, 'RepositoryAlreadyExistsException');
  await aws.refuses(
    'CreateRepository: a bad name',
    ['--repository-name', 'Cli'],
    'InvalidParameterException',
  );
  await aws.answers('DescribeRepositories', ['--repository-names', 'cli/web'], { repositories: [shown] });
  await aws.refuses(
    'DescribeRepositories: none',
    ['--repository-names', 'cli/nothing'],
    'RepositoryNotFoundException',
  );
  const resource = ['--resource-arn', at(created, 'repository.repositoryArn')];
  await aws.answers('TagResource', [...resource, '--tags', 'Key=팀,Value=결제']);
  await aws.answers('UntagResource', [...resource, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', resource, { tags: [{ Key: '팀', Value: '결제' }] });
  await aws.answers('GetAuthorizationToken', [], {
    authorizationData: [{ authorizationToken: someText, proxyEndpoint: /^https?:\/\// }],
  });
}

async function tellLayers(aws: Exercise): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const file = join(folder, 'layer');
    await writeFile(file, layer);
    const begun = await aws.answers('InitiateLayerUpload', repository, {
      uploadId: someText,
      partSize: someNumber,
    });
    const upload = [...repository, '--upload-id', at(begun, 'uploadId')];
    const part = ['--part-first-byte', '0', '--part-last-byte', '6', '--layer-part-blob', `fileb://${file}`];
    await aws.answers('UploadLayerPart', [...upload, ...part], { lastByteReceived: 6 });
    await aws.answers('CompleteLayerUpload', [...upload, '--layer-digests', layerDigest], { layerDigest });
  } finally {
    await rm(folder, { recursive: true });
  }
  await aws.answers('BatchCheckLayerAvailability', [...repository, '--layer-digests', layerDigest], {
    layers: [{ layerDigest, layerAvailability: 'AVAILABLE', layerSize: 7 }],
  });
  await aws.answers('GetDownloadUrlForLayer', [...repository, '--layer-digest', layerDigest], {
    ...{ layerDigest, downloadUrl: /^https?:\/\// },
  });
}

async function tellImages(aws: Exercise): Promise<void> {
  const push = [...repository, '--image-manifest', manifest, '--image-tag', 'v1'];
  await aws.answers('PutImage', push, { image: { imageId: { imageDigest, imageTag: 'v1' } } });
  await aws.refuses('PutImage: the same again', push, 'ImageAlreadyExistsException');
  await aws.answers('ListImages', repository, { imageIds: [{ imageDigest, imageTag: 'v1' }] });
  await aws.answers('DescribeImages', repository, {
    imageDetails: [{ imageDigest, imageTags: ['v1'], imageSizeInBytes: 14, imagePushedAt: someNumber }],
  });
  await aws.refuses(
    'DescribeImages: none',
    [...repository, '--image-ids', 'imageTag=v9'],
    'ImageNotFoundException',
  );
  await aws.answers('BatchGetImage', [...repository, '--image-ids', 'imageTag=v1', 'imageTag=v9'], {
    images: [{ imageId: { imageDigest, imageTag: 'v1' }, imageManifest: manifest }],
    failures: [{ failureCode: 'ImageNotFound', imageId: { imageTag: 'v9' } }],
  });
  await aws.answers('ListImageReferrers', [...repository, '--subject-id', `imageDigest=${imageDigest}`], {
    referrers: [],
  });
  await aws.answers('PutImageTagMutability', [...repository, '--image-tag-mutability', 'MUTABLE'], {
    imageTagMutability: 'MUTABLE',
  });
}

async function tellPolicies(aws: Exercise): Promise<void> {
  const rule = {
    ...{ rulePriority: 1, description: 'keep the last ten', action: { type: 'expire' } },
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 },
  };
  const lifecycle = JSON.stringify({ rules: [rule] });
  await aws.refuses('GetLifecyclePolicy: none', repository, 'LifecyclePolicyNotFoundException');
  await aws.answers('PutLifecyclePolicy', [...repository, '--lifecycle-policy-text', lifecycle], {
    lifecyclePolicyText: lifecycle,
  });
  await aws.answers('GetLifecyclePolicy', repository, { lifecyclePolicyText: lifecycle });
  await aws.answers('DeleteLifecyclePolicy', repository, { lifecyclePolicyText: lifecycle });
  const statement = { Sid: 'pull', Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage'] };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await aws.refuses('GetRepositoryPolicy: none', repository, 'RepositoryPolicyNotFoundException');
  await aws.answers('SetRepositoryPolicy', [...repository, '--policy-text', policy], {
    policyText: someText,
  });
  await aws.answers('GetRepositoryPolicy', repository, { policyText: someText });
  await aws.answers('DeleteRepositoryPolicy', repository, { policyText: someText });
}

async function tellEnd(aws: Exercise): Promise<void> {
  await aws.refuses('DeleteRepository: with images', repository, 'RepositoryNotEmptyException');
  await aws.answers('BatchDeleteImage', [...repository, '--image-ids', 'imageTag=v1', 'imageTag=v9'], {
    imageIds: [{ imageDigest, imageTag: 'v1' }],
    failures: someList,
  });
  const missing = manifest.replaceAll(layerDigest, digestOf('nothing'));
  await aws.refuses(
    'PutImage: no such layer',
    [...repository, '--image-manifest', missing],
    'LayersNotFoundException',
  );
  await aws.answers('DeleteRepository', [...repository, '--force'], {
    repository: { repositoryName: 'cli/web' },
  });
  await aws.refuses('DeleteRepository: none', none, 'RepositoryNotFoundException');
}

import { someList, someNumber } from '../matches.ts';
import type { Exercise } from './exercise.ts';

/** What a policy would do to the one image, and the archive. */
export async function tellKeeping(aws: Exercise, repository: readonly string[]): Promise<void> {
  await tellPreview(aws, repository);
  const image = [...repository, '--image-id', 'imageTag=v1', '--target-storage-class'];
  await aws.answers('UpdateImageStorageClass', [...image, 'ARCHIVE'], { imageStatus: 'ARCHIVED' });
  await aws.refuses(
    'UpdateImageStorageClass: there already',
    [...image, 'ARCHIVE'],
    'ImageStorageClassUpdateNotSupportedException',
  );
  await aws.answers('UpdateImageStorageClass', [...image, 'STANDARD'], { imageStatus: 'ACTIVATING' });
  await aws.pass(180);
}

async function tellPreview(aws: Exercise, repository: readonly string[]): Promise<void> {
  const rule = {
    ...{ rulePriority: 1, description: 'leave none that was ever pushed', action: { type: 'expire' } },
    selection: { tagStatus: 'tagged', tagPrefixList: ['v'], countType: 'imageCountMoreThan', countNumber: 1 },
  };
  const text = ['--lifecycle-policy-text', JSON.stringify({ rules: [rule] })];
  await aws.refuses('GetLifecyclePolicyPreview: none', repository, 'LifecyclePolicyPreviewNotFoundException');
  await aws.refuses('StartLifecyclePolicyPreview: no policy', repository, 'LifecyclePolicyNotFoundException');
  const preview = [...repository, ...text];
  await aws.answers('StartLifecyclePolicyPreview', preview, { status: 'IN_PROGRESS' });
  await aws.refuses(
    'StartLifecyclePolicyPreview: the same again',
    preview,
    'LifecyclePolicyPreviewInProgressException',
  );
  await aws.pass(30);
  await aws.answers('GetLifecyclePolicyPreview', repository, {
    ...{ status: 'COMPLETE', previewResults: [], summary: { expiringImageTotalCount: 0 } },
  });
}

/** What is set for the whole registry: the account's settings, and templates for repositories. */
export async function tellRegistry(aws: Exercise): Promise<void> {
  const mounting = ['--name', 'BLOB_MOUNTING'];
  await aws.answers('PutAccountSetting', [...mounting, '--value', 'ENABLED'], { value: 'ENABLED' });
  await aws.answers('GetAccountSetting', mounting, { name: 'BLOB_MOUNTING', value: 'ENABLED' });
  await aws.refuses('GetAccountSetting: no such setting', ['--name', 'NOTHING'], 'InvalidParameterException');
  const prefix = ['--prefix', 'cli'];
  const template = {
    ...{ prefix: 'cli', appliedFor: ['CREATE_ON_PUSH'], imageTagMutability: 'MUTABLE' },
    createdAt: someNumber,
  };
  await aws.answers('CreateRepositoryCreationTemplate', [...prefix, '--applied-for', 'CREATE_ON_PUSH'], {
    repositoryCreationTemplate: template,
  });
  await aws.refuses(
    'CreateRepositoryCreationTemplate: the same again',
    [...prefix, '--applied-for', 'CREATE_ON_PUSH'],
    'TemplateAlreadyExistsException',
  );
  await aws.answers('DescribeRepositoryCreationTemplates', [], { repositoryCreationTemplates: someList });
  await aws.answers('DeleteRepositoryCreationTemplate', prefix, { repositoryCreationTemplate: template });
  await aws.refuses('DeleteRepositoryCreationTemplate: gone already', prefix, 'TemplateNotFoundException');
}

import type { Service } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { GetAccountSetting, PutAccountSetting } from './account-settings.ts';
import { UpdateImageStorageClass } from './archive.ts';
import { GetAuthorizationToken } from './authorization.ts';
import {
  CreateRepositoryCreationTemplate,
  DeleteRepositoryCreationTemplate,
  DescribeRepositoryCreationTemplates,
} from './creation-template-store.ts';
import { BatchDeleteImage } from './delete-images.ts';
import { BatchGetImage, DescribeImages, ListImages } from './images-read.ts';
import {
  BatchCheckLayerAvailability,
  CompleteLayerUpload,
  GetDownloadUrlForLayer,
  InitiateLayerUpload,
  UploadLayerPart,
} from './layers.ts';
import { DeleteLifecyclePolicy, GetLifecyclePolicy, PutLifecyclePolicy } from './lifecycle/policies.ts';
import { GetLifecyclePolicyPreview, StartLifecyclePolicyPreview } from './lifecycle/preview.ts';
import { DeleteRepositoryPolicy, GetRepositoryPolicy, SetRepositoryPolicy } from './policies.ts';
import { PutImage } from './put-image.ts';
import { ListImageReferrers } from './referrers.ts';
import { CreateRepository, DeleteRepository, DescribeRepositories } from './repositories.ts';
import { PutImageTagMutability } from './repository-settings.ts';
import {
  BatchGetRepositoryScanningConfiguration,
  GetRegistryScanningConfiguration,
  PutImageScanningConfiguration,
  PutRegistryScanningConfiguration,
} from './scanning/configuration.ts';
import { DescribeImageScanFindings, StartImageScan } from './scanning/scans.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const ecr: Service = {
  signingName: 'ecr',
  iamPrefix: 'ecr',
  sdk: () => import('@aws-sdk/client-ecr'),
  resourceOf(_operation, { repositoryName, resourceArn }, { region }) {
    if (typeof repositoryName === 'string') return [arn(region, 'ecr', `repository/${repositoryName}`)];
    return typeof resourceArn === 'string' ? [resourceArn] : [];
  },
  handlers: {
    CreateRepository,
    DeleteRepository,
    DescribeRepositories,
    ListImages,
    DescribeImages,
    BatchGetImage,
    PutImage,
    BatchDeleteImage,
    BatchCheckLayerAvailability,
    InitiateLayerUpload,
    UploadLayerPart,
    CompleteLayerUpload,
    GetDownloadUrlForLayer,
    SetRepositoryPolicy,
    GetRepositoryPolicy,
    DeleteRepositoryPolicy,
    PutLifecyclePolicy,
    GetLifecyclePolicy,
    DeleteLifecyclePolicy,
    TagResource,
    UntagResource,
    ListTagsForResource,
    GetAuthorizationToken,
    GetAccountSetting,
    PutAccountSetting,
    CreateRepositoryCreationTemplate,
    DescribeRepositoryCreationTemplates,
    DeleteRepositoryCreationTemplate,
    ListImageReferrers,
    PutImageTagMutability,
    StartLifecyclePolicyPreview,
    GetLifecyclePolicyPreview,
    UpdateImageStorageClass,
    StartImageScan,
    DescribeImageScanFindings,
    GetRegistryScanningConfiguration,
    PutRegistryScanningConfiguration,
    PutImageScanningConfiguration,
    BatchGetRepositoryScanningConfiguration,
  },
};

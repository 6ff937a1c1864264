import type { Service } from '../../service.ts';
import { GetAuthorizationToken } from './authorization.ts';
import { BatchDeleteImage } from './delete-images.ts';
import { BatchGetImage, DescribeImages, ListImages } from './images-read.ts';
import {
  BatchCheckLayerAvailability,
  CompleteLayerUpload,
  InitiateLayerUpload,
  UploadLayerPart,
} from './layers.ts';
import {
  DeleteLifecyclePolicy,
  DeleteRepositoryPolicy,
  GetLifecyclePolicy,
  GetRepositoryPolicy,
  PutLifecyclePolicy,
  SetRepositoryPolicy,
} from './policies.ts';
import { PutImage } from './put-image.ts';
import { CreateRepository, DeleteRepository, DescribeRepositories } from './repositories.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const ecr: Service = {
  signingName: 'ecr',
  iamPrefix: 'ecr',
  sdk: () => import('@aws-sdk/client-ecr'),
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
  },
};

import type {
  GetAuthorizationTokenCommandInput,
  GetAuthorizationTokenCommandOutput,
} from '@aws-sdk/client-ecr-public';
import { type Answer, AwsError, type Call, type Handler, type Service } from '../../service.ts';
import { issueToken } from '../ecr/authorization.ts';
import { BatchDeleteImage, DescribeImages, DescribeImageTags, PutImage } from './images.ts';
import {
  BatchCheckLayerAvailability,
  CompleteLayerUpload,
  InitiateLayerUpload,
  UploadLayerPart,
} from './layers.ts';
import { publicArn, publicRegion } from './lookup.ts';
import {
  CreateRepository,
  DeleteRepository,
  DescribeRegistries,
  DescribeRepositories,
} from './repositories.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

/** One token for the whole registry, not a list as the private registries have it. */
function GetAuthorizationToken(
  _input: GetAuthorizationTokenCommandInput,
  call: Call,
): Answer<GetAuthorizationTokenCommandOutput> {
  return { authorizationData: issueToken('ecr-public', call) };
}

const handlers = {
  GetAuthorizationToken,
  CreateRepository,
  DeleteRepository,
  DescribeRepositories,
  DescribeRegistries,
  DescribeImages,
  DescribeImageTags,
  BatchDeleteImage,
  PutImage,
  BatchCheckLayerAvailability,
  InitiateLayerUpload,
  UploadLayerPart,
  CompleteLayerUpload,
  TagResource,
  UntagResource,
  ListTagsForResource,
} satisfies Readonly<Record<string, Handler>>;

export const ecrPublic: Service = {
  signingName: 'ecr-public',
  iamPrefix: 'ecr-public',
  sdk: () => import('@aws-sdk/client-ecr-public'),
  resourceOf(_operation, { repositoryName, resourceArn }, call) {
    if (typeof repositoryName === 'string') return [publicArn(call, repositoryName)];
    return typeof resourceArn === 'string' ? [resourceArn] : [];
  },
  handlers: Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, hereAlone(handler as Handler)]),
  ),
};

/** Throws UnsupportedCommandException in every other region. */
function hereAlone(handler: Handler): Handler {
  return (input, call) => {
    if (call.region.name === publicRegion) return handler(input, call);
    throw new AwsError('UnsupportedCommandException', "The action isn't supported in this Region.");
  };
}

import type { Service } from '../../service.ts';
import { GetTagKeys, GetTagValues } from './keys.ts';
import { GetResources } from './resources.ts';
import { TagResources, UntagResources } from './tagging.ts';

export const tagging: Service = {
  signingName: 'tagging',
  iamPrefix: 'tag',
  sdk: () => import('@aws-sdk/client-resource-groups-tagging-api'),
  handlers: { GetResources, GetTagKeys, GetTagValues, TagResources, UntagResources },
};

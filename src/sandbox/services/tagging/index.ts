import type { Service } from '../../service.ts';

export const tagging: Service = {
  signingName: 'tagging',
  iamPrefix: 'tag',
  sdk: () => import('@aws-sdk/client-resource-groups-tagging-api'),
  handlers: {},
};

import type { Service } from '../../service.ts';

export const s3: Service = {
  signingName: 's3',
  iamPrefix: 's3',
  sdk: () => import('@aws-sdk/client-s3'),
  handlers: {},
};

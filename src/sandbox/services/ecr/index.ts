import type { Service } from '../../service.ts';

export const ecr: Service = {
  signingName: 'ecr',
  iamPrefix: 'ecr',
  sdk: () => import('@aws-sdk/client-ecr'),
  handlers: {},
};

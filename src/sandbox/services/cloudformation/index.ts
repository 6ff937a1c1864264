import type { Service } from '../../service.ts';

export const cloudformation: Service = {
  signingName: 'cloudformation',
  iamPrefix: 'cloudformation',
  sdk: () => import('@aws-sdk/client-cloudformation'),
  handlers: {},
};
